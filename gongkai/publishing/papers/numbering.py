"""The numbers that Word writes itself: a paragraph's place in a list, and what stands before it."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from gongkai.publishing.papers.parts import value
from gongkai.screening.reading.packages import attribute, local

DIGITS = "零一二三四五六七八九"
CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
    *("chineseLegalSimplified", "ideographTraditional", "taiwaneseCountingThousand"),
}
PLAIN_NUMBER = re.compile(r"%\d[.．、)）]?")  # what an HTML list can show by itself
PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(frozen=True)
class Mark:
    """What stands before a paragraph: a bullet, a plain number, or text such as 一、."""

    depth: int
    number: int | None = None
    text: str = ""


class Numbering:
    """Counts the lists of a document as they come."""

    def __init__(self, tree: etree._Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        if tree is not None:
            self._learn(tree)

    def _learn(self, tree: etree._Element) -> None:
        kinds = {
            attribute(each, "abstractNumId"): {
                int(attribute(level, "ilvl") or 0): _level(level) for level in each if local(level) == "lvl"
            }
            for each in tree
            if local(each) == "abstractNum"
        }
        for each in tree:
            if local(each) == "num":
                kind = next((value(child) for child in each if local(child) == "abstractNumId"), "")
                self.levels[attribute(each, "numId")] = kinds.get(kind, {})

    def next(self, list_id: str, depth: int) -> Mark | None:
        """Return the mark of the next paragraph of a list; None where the list shows nothing."""
        levels = self.levels.get(list_id)
        if not levels or depth not in levels:
            return None
        level = levels[depth]
        counts = self.counts[list_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.form == "none" or not level.text.strip():
            return Mark(depth, text="") if level.form != "bullet" else Mark(depth)
        if level.form == "bullet":
            return Mark(depth)
        if level.form == "decimal" and PLAIN_NUMBER.fullmatch(level.text):
            return Mark(depth, number=counts[depth])
        return Mark(
            depth, text=PLACE.sub(lambda found: self._shown(levels, counts, int(found[1])), level.text)
        )

    @staticmethod
    def _shown(levels: dict[int, Level], counts: dict[int, int], place: int) -> str:
        level = levels.get(place - 1, Level())
        return in_form(counts.get(place - 1, level.start), level.form)


def _level(element: etree._Element) -> Level:
    told = {local(child): value(child) for child in element}
    start = told.get("start", "1")
    return Level(
        told.get("numFmt", "decimal"), told.get("lvlText", ""), int(start) if start.isdecimal() else 1
    )


def in_form(number: int, form: str) -> str:
    """Return a number as Word writes it in one of its forms."""
    if form in CHINESE or form == "ideographDigital":
        return chinese(number)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("A") + number - 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        roman = (
            "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        )
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def chinese(number: int) -> str:
    """Return a number below 100 in Chinese; a larger one in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return before + (DIGITS[ones] if ones else "")
