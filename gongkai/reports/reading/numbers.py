"""What a printed cell says: a number, nothing, or something that cannot be read."""

import re
from dataclasses import dataclass

from gongkai.reports.checks import Number
from gongkai.reports.reading.cleaning import narrow
from gongkai.rules.formats import Column

BLANK = frozenset({"", "/", "\\", "-", "--", "---", "—", "——", "–", "*", "无", "无数据", "空", "N/A", "n/a"})
ZERO = frozenset({"零", "〇"})
MINUS = ("减少", "下降", "减", "-", "▼", "↓")
PLUS = ("增加", "新增", "上升", "增", "加", "+", "▲", "↑")
NUMBER = re.compile(
    rf"(?P<sign>(?:{'|'.join(map(re.escape, MINUS + PLUS))})?)\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"\s*(?P<scale>[亿万千億萬])?\s*(?P<unit>元|[件个项条笔宗份次人起部])?\s*(?P<note>\(.*\))?"
)
MONEY_BEHIND_COUNT = re.compile(r"\d+\s*[笔件项次宗]\s*[,、]?\s*(?P<amount>[\d,.]+\s*[亿万千]?元)")
TOO_LARGE = 10**14  # no count or amount of a body: cells that ran together, and digits would be lost
SCALES = {None: 1, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}


@dataclass(frozen=True)
class Printed:
    """A cell as printed and the number it stands for; None with `is_read` is a blank."""

    value: Number | None
    text: str
    is_read: bool = True
    unit: str | None = None

    @property
    def differs(self) -> bool:
        """Say whether the printed text is more than the number."""
        return self.is_read and self.text not in ("", str(self.value))


def parse(text: str, column: Column) -> Printed:
    """Read one cell. Money is returned in the unit of its column, 元 or 万元."""
    text = " ".join(text.split())
    plain = narrow(text).strip()
    if plain.replace(" ", "") in BLANK:
        return Printed(None, text)
    if plain in ZERO:
        return Printed(0, text)
    match = NUMBER.fullmatch(plain)
    if not match or _has_leading_zero(match["whole"]):
        return Printed(None, text, is_read=False)
    number = float(match["whole"].replace(",", "") + (match["part"] or ""))
    number *= SCALES[match["scale"]]
    if number >= TOO_LARGE:
        return Printed(None, text, is_read=False)
    if column.unit == "万元":
        number = _in_ten_thousands(number, match)
    elif column.kind != "change" and match["sign"] and match["sign"] in PLUS:
        return Printed(None, text, is_read=False)
    if match["sign"] and match["sign"] in MINUS:
        number = -number
    value: Number = int(number) if number.is_integer() else round(number, 6)
    return Printed(value, text, unit="元" if _says_money(match, column) else None)


def _says_money(match: re.Match[str], column: Column) -> bool:
    return column.unit == "元" and bool(match["scale"] or match["unit"] == "元")


def _in_ten_thousands(number: float, match: re.Match[str]) -> float:
    # The heading says 万元: a bare number is in 万元, one that names its own unit is converted.
    return number / 10_000 if match["scale"] or match["unit"] == "元" else number


def _has_leading_zero(whole: str) -> bool:
    return len(whole) > 1 and whole.startswith("0")


def is_value(text: str) -> bool:
    """Say whether a cell holds numbers or nothing, as against a label."""
    plain = " ".join(narrow(text).split())
    if plain.replace(" ", "") in BLANK | ZERO or NUMBER.fullmatch(plain):
        return True
    return bool(re.fullmatch(r"[\d\s,.+\-]+", plain))
