"""Rule files: TOML that stands beside the code, read once and refused with a clear word when damaged."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent
KINDS = {str: "文字", bool: "true或false", int: "整数", date: "日期", list: "列表", dict: "表"}

Value = TypeVar("Value")
Code = TypeVar("Code", bound=StrEnum)


class BadRuleFile(ValueError):
    """A rule file cannot be read or says something impossible; the message names the file and the place."""


class Row:
    """One table of a rule file, read field by field; a field that nobody asks for is a slip of the pen."""

    def __init__(self, file: str, place: str, values: Mapping[str, Any]) -> None:
        self.file, self.place, self.values = file, place, values
        self.asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under `key`."""
        return self._get(key, str, default)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return the true or false under `key`."""
        return self._get(key, bool, default)

    def number(self, key: str, default: int | None = None) -> int:
        """Return the whole number under `key`."""
        return self._get(key, int, default)

    def day(self, key: str, default: date | None = None) -> date:
        """Return the date under `key`."""
        return self._get(key, date, default)

    def choice(self, key: str, codes: type[Code], default: Code | None = None) -> Code:
        """Return the member of `codes` that is written under `key`."""
        written = self.text(key, default)
        if written not in list(codes):
            raise self.error(f"“{key}”不能是“{written}”，只能是：{'、'.join(codes)}")
        return codes(written)

    def texts(self, key: str, default: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the list of texts under `key`."""
        values = self._get(key, list, None if default is None else list(default))
        if not all(isinstance(value, str) for value in values):
            raise self.error(f"“{key}”应当是文字的列表")
        return tuple(values)

    def mapping(self, key: str, default: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the table under `key`."""
        return self._get(key, dict, None if default is None else dict(default))

    def rows(self, key: str) -> "list[Row]":
        """Return the tables of the list under `key`."""
        found = self._get(key, list, [])
        if not all(isinstance(values, dict) for values in found):
            raise self.error(f"“{key}”应当是表的列表")
        return [Row(self.file, f"{self.place} › {key} 第{n}项", values) for n, values in enumerate(found, 1)]

    def close(self) -> None:
        """
        Say that everything was read.

        :raises BadRuleFile: a field is left that no reader knows
        """
        if left := sorted(set(self.values) - self.asked):
            raise self.error(f"不认识的字段：{'、'.join(left)}")

    def error(self, what: str) -> BadRuleFile:
        """Name the file and the place of something wrong."""
        return BadRuleFile(f"规则文件 {self.file}：{self.place}：{what}")

    def _get(self, key: str, kind: type[Value], default: Value | None) -> Value:
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise self.error(f"缺少“{key}”")
        wrong = (kind is int and isinstance(value, bool)) or isinstance(value, datetime)
        if wrong or not isinstance(value, kind):
            raise self.error(f"“{key}”应当是{KINDS[kind]}")
        return value


def read_file(name: str) -> Row:
    """
    Read the rule file `name`, a path relative to this package.

    :raises BadRuleFile: missing or not TOML
    """
    try:
        return Row(name, "全文", tomllib.loads((FOLDER / name).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRuleFile(f"规则文件 {name} 无法读取：{error}") from error


def read_each(file: Row, key: str, build: Callable[[str, Row], Value]) -> dict[str, Value]:
    """Read the named tables under `key` of `file` in written order, each with `build(code, row)`."""
    found = {}
    for code, values in file.mapping(key).items():
        if not isinstance(values, dict):
            raise file.error(f"“{key}.{code}”应当是表")
        row = Row(file.file, f"{key}.{code}", values)
        found[code] = build(code, row)
        row.close()
    return found


def read_codes(
    name: str, key: str, codes: type[Code], build: Callable[[str, Row], Value]
) -> dict[Code, Value]:
    """
    Read what the file `name` says about each member of `codes`.

    :raises BadRuleFile: a member without a table, or a table without a member
    """
    found = read_each(read_file(name), key, build)
    if odd := sorted(set(found) ^ {code.value for code in codes}):
        raise BadRuleFile(f"规则文件 {name}：{key}：与程序中的代码不一致：{'、'.join(odd)}")
    return {code: found[code.value] for code in codes}
