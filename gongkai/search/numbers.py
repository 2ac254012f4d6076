"""文号: a document number however it is written, as the one key under which it is kept and looked for."""

import re
from dataclasses import dataclass

from gongkai.search.tokens import fold

# On folded text, where brackets and signs are spaces and digits are of half width.
YEAR = r"(?P<year>(?:19|20)\d{2})"
SERIAL = r"0*(?P<serial>[1-9]\d{0,5})"
IN_TEXT = re.compile(
    rf"(?P<agency>[^\W\d_a-z]*)\s*(?<!\d){YEAR}\s*年?\s*第?\s*(?<!\d){SERIAL}\s*号(?:文件?)?"
)
ALONE = re.compile(
    rf"(?P<agency>[^\W\d_a-z]{{2,}})\s*{YEAR}(?:\s*年\s*第?|\s*第|\s)\s*{SERIAL}\s*(?:号(?:文件?)?)?"
)
BEFORE = re.compile(r"(?:请问|关于|根据|依据|按照|依照|查找|查询|查|找|转发|印发|下载)+")
SHORTEST = 2  # characters that are left of the letters of an agency


@dataclass(frozen=True)
class Number:
    """A document number: the letters of the agency (代字), year, serial."""

    agency: str
    year: str
    serial: str

    @property
    def key(self) -> str:
        """The number as it is compared."""
        return " ".join(filter(None, (self.agency, self.year, self.serial)))

    @property
    def keys(self) -> tuple[str, ...]:
        """
        The keys under which it is kept: whole, by the last letters of its agency, by year and serial alone.

        Who looks for 人社发〔2025〕12号 or for 〔2025〕12号 finds 海人社发〔2025〕12号 too.
        """
        rest = f"{self.year} {self.serial}"
        ends = (self.agency[start:] for start in range(max(len(self.agency) - SHORTEST + 1, 0)))
        return tuple(dict.fromkeys([*(f"{end} {rest}" for end in ends), rest, self.key]))


def key_of(number: str) -> str:
    """Return a number of any kind in the form in which it is compared: no signs, single spaces."""
    return " ".join(fold(number).split())


def keys_of(number: str) -> tuple[str, ...]:
    """Return the keys under which an item with this document or index number is found."""
    found = ALONE.fullmatch(key_of(number)) or IN_TEXT.fullmatch(key_of(number))
    return (key_of(number), *(_number(found).keys if found else ()))


def numbers_in(folded: str) -> tuple[str, list[Number]]:
    """Return the document numbers of a folded question, and the question with each in its plainest form."""
    found: list[Number] = []

    def plain(match: re.Match[str]) -> str:
        found.append(_number(match))
        lead = BEFORE.match(match["agency"])
        return f" {lead[0] if lead else ''} {found[-1].key} "

    if whole := ALONE.fullmatch(" ".join(folded.split())):
        return plain(whole), found
    return IN_TEXT.sub(plain, folded), found


def _number(match: re.Match[str]) -> Number:
    return Number(BEFORE.sub("", match["agency"], count=1), match["year"], match["serial"])
