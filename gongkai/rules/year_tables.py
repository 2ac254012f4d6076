"""年度放假安排: one year's holidays and make-up workdays, read from TOML, CSV or JSON and checked."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

SHIPPED = Path(__file__).parent / "years"
MAX_BYTES = 1_000_000
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
OFF_WORDS = {"放假": True, "休": True, "否": True, "0": True, "false": True, "no": True}
WORK_WORDS = {"上班": False, "班": False, "是": False, "1": False, "true": False, "yes": False}
HEADINGS = {
    "日期": "date",
    "date": "date",
    "名称": "name",
    "节日": "name",
    "name": "name",
    "上班": "works",
    "是否上班": "works",
    "works": "works",
}

# 全国年节及纪念日放假办法第二条；清明、端午、中秋自2008年起放假。中秋可能与国庆同日，不作要求。
ALWAYS = ("元旦", "春节", "劳动", "国庆")
SINCE_2008 = ("清明", "端午")


class BadYear(ValueError):
    """The table of a year cannot be used; the message says what to mend, in Chinese."""


@dataclass(frozen=True)
class YearTable:
    """
    What the arrangement of one year says: days off and days worked, with the holiday they belong to.

    Days not named are ordinary: worked from Monday to Friday. A table may name days of the December before,
    which the same paper governs.
    """

    year: int
    holidays: Mapping[date, str]
    workdays: Mapping[date, str]
    paper: str = ""
    changed_by: tuple[str, ...] = ()


class Named(NamedTuple):
    """One line of a table: a day, the holiday it belongs to, and whether it is off."""

    on: date
    name: str
    is_off: bool


def read_year(source: Path | str, *, year: int | None = None) -> YearTable:
    """
    Read the table of a year from a file or from its text.

    TOML as in `years/`; JSON with `year` and `days` of `date`, `name`, `isOffDay`; CSV with 日期, 名称, 上班.
    `year` is the year expected, if any.

    :raises BadYear: unreadable, wrong year, duplicated date, or a statutory holiday is missing
    """
    text = _text(source) if isinstance(source, Path) else source
    stated, named, paper, changed_by = _parse(text.lstrip("\ufeff"))
    found = stated or max((line.on.year for line in named), default=0)
    if not named:
        raise BadYear("放假安排中没有任何日期")
    if year and found != year:
        raise BadYear(f"这是{found}年的放假安排，不是{year}年的")
    _check(found, named)
    holidays = {line.on: line.name for line in named if line.is_off}
    workdays = {line.on: line.name for line in named if not line.is_off}
    return YearTable(found, holidays, workdays, paper, changed_by)


def shipped_years() -> Iterator[YearTable]:
    """Read the tables that come with the program, in order."""
    for path in sorted(SHIPPED.glob("*.toml")):
        yield read_year(path, year=int(path.stem))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadYear(f"文件 {path.name} 太大，不像是一年的放假安排")
        raw = path.read_bytes()
    except OSError as error:
        raise BadYear(f"文件 {path} 无法读取：{error.strerror}") from error
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadYear(f"文件 {path.name} 不是文本文件")


Parsed = tuple[int, list[Named], str, tuple[str, ...]]


def _parse(text: str) -> Parsed:
    head = text.lstrip()
    if head.startswith(("{", "[{")):
        return _parse_json(text)
    if re.search(r"^\s*(\w+\s*=|\[\w+\])", text, re.MULTILINE):
        return _parse_toml(text)
    return 0, list(_parse_csv(text)), "", ()


def _parse_toml(text: str) -> Parsed:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadYear(f"不是有效的 TOML：{error}") from error
    if unknown := sorted(set(table) - {"year", "paper", "changed_by", "holidays", "workdays"}):
        raise BadYear(f"不认识的字段：{'、'.join(unknown)}")
    named = [*_groups(table, "holidays", True), *_groups(table, "workdays", False)]
    changed_by = tuple(str(line) for line in table.get("changed_by", []))
    return _whole(table.get("year")), named, str(table.get("paper", "")), changed_by


def _groups(table: Mapping[str, Any], key: str, is_off: bool) -> Iterator[Named]:
    groups = table.get(key, {})
    if not isinstance(groups, dict) or not all(isinstance(days, list) for days in groups.values()):
        raise BadYear(f"“{key}”应当写成“名称 = [日期, …]”")
    for name, days in groups.items():
        for day in days:
            yield Named(_day(day), name, is_off)


def _parse_json(text: str) -> Parsed:
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadYear(f"不是有效的 JSON（第{error.lineno}行）") from error
    table = {"days": table} if isinstance(table, list) else table
    days = table.get("days")
    if not isinstance(days, list):
        raise BadYear("JSON 中缺少日期列表“days”")
    named = []
    for number, line in enumerate(days, 1):
        if not isinstance(line, dict) or not isinstance(line.get("isOffDay"), bool):
            raise BadYear(f"“days”第{number}项缺少“isOffDay”（true 放假，false 上班）")
        named.append(Named(_day(line.get("date")), str(line.get("name") or ""), line["isOffDay"]))
    papers = table.get("papers") or []
    return _whole(table.get("year")), named, str(papers[0]) if papers else "", ()


def _parse_csv(text: str) -> Iterator[Named]:
    reader = csv.reader(io.StringIO(text))
    try:
        heads = [HEADINGS.get(cell.strip().lower(), "") for cell in next(reader, [])]
        if not {"date", "name", "works"} <= set(heads):
            raise BadYear("无法识别的放假安排：应为 TOML、JSON，或者表头有“日期,名称,上班”三列的 CSV")
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                line = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
                is_off = (OFF_WORDS | WORK_WORDS).get(line.get("works", "").lower())
                if is_off is None:
                    raise BadYear(f"第{number}行：“上班”一列应填“是”或“否”")
                yield Named(_day(line.get("date")), line.get("name", ""), is_off)
    except csv.Error as error:
        raise BadYear(f"CSV 无法读取：{error}") from error


def _day(value: Any) -> date:
    if type(value) is date:
        return value
    if match := DATE.fullmatch(str(value).strip()):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    raise BadYear(f"“{value}”不是日期")


def _whole(value: Any) -> int:
    if value is None:
        return 0
    if type(value) is not int or not 1949 < value < 2200:
        raise BadYear(f"年份“{value}”不正确")
    return value


def _check(year: int, named: Iterable[Named]) -> None:
    seen: set[date] = set()
    names: set[str] = set()
    for on, name, is_off in named:
        if on in seen:
            raise BadYear(f"{on}出现了两次")
        if on.year != year and (on.year, on.month) != (year - 1, 12):
            raise BadYear(f"{on}不属于{year}年的放假安排")
        if not name:
            raise BadYear(f"{on}没有写明是什么节日")
        if not is_off and on.isoweekday() < 6:
            raise BadYear(f"{on}不是星期六、星期日，本来就上班，不应列为调休上班")
        seen.add(on)
        if is_off and on.year == year:
            names.add(name)
    required = ALWAYS + (SINCE_2008 if year >= 2008 else ())
    if missing := [stem for stem in required if not any(stem in name for name in names)]:
        raise BadYear(f"{year}年的放假安排不完整，缺少：{'、'.join(missing)}")
