"""Rows of a file, whether JSON lines, CSV or a sheet; read one by one, so that size does not matter."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from gongkai.publishing.incoming.headings import fields_of

CELL_LIMIT = 20_000_000  # characters of one field of a CSV file
ENCODINGS = ("utf-8-sig", "gb18030")
SAMPLE = 1 << 20  # bytes by which the encoding is told


class FileUnreadable(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class Row:
    """
    One row: its number in the file, its fields by name, or why it cannot be read.

    :ivar passed: why it is no item at all, as the lists of an old site
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    passed: str = ""

    def text(self, name: str) -> str:
        """Return a field as text without spaces around it; dates as YYYY-MM-DD, with a time if it has one."""
        value = self.values.get(name)
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def texts(self, name: str) -> list[str]:
        """Return a field that lists several: a list, or text with a semicolon or line end between."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [str(part).strip() for part in value if str(part).strip()]
        parts = self.text(name).replace("；", ";").replace("\n", ";").split(";")
        return [part.strip() for part in parts if part.strip()]


def read_rows(path: Path) -> Iterator[Row]:
    """
    Yield the rows of a file, JSON lines, CSV or XLSX by its extension.

    :raises FileUnreadable: not there, of another kind, or damaged
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise FileUnreadable(f"不认识这种文件：{path.name}。请使用 {'、'.join(READERS)}。")
    try:
        yield from reader(path)
    except FileNotFoundError as error:
        raise FileUnreadable(f"没有这个文件：{path}") from error
    except FileUnreadable:
        raise
    except Exception as error:  # a damaged workbook makes its reader fail in any way
        raise FileUnreadable(f"文件读不下去：{path.name}：{error}") from error


def _json_lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _json_row(number, line)


def _json_row(number: int, line: str) -> Row:
    try:
        values = json.loads(line)
    except ValueError as error:
        return Row(number, fault=f"不是一行完整的JSON：{error}")
    return Row(number, values) if isinstance(values, dict) else Row(number, fault="应当是一个JSON对象")


def _csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(CELL_LIMIT)
    with path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.DictReader(file)
        reader.fieldnames = fields_of(reader.fieldnames or ())
        for number, values in enumerate(reader, 2):
            extra = values.pop(None, None)
            yield Row(number, fault="列数比表头多") if extra else Row(number, dict(values))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    for encoding in ENCODINGS:
        try:
            sample[: sample.rfind(b"\n") + 1 or None].decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileUnreadable(f"文字编码不认识：{path.name}。请另存为 UTF-8。")


def _xlsx(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        lines = book.worksheets[0].iter_rows(values_only=True)
        names = fields_of(next(lines, ()))
        for number, line in enumerate(lines, 2):
            if any(cell is not None for cell in line):
                yield Row(number, {name: cell for name, cell in zip(names, line, strict=False) if name})


READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_lines,
    ".csv": _csv,
    ".xlsx": _xlsx,
}
