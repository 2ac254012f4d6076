"""表单和信函: lines of labels and values about one person, and letters to one, read together."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gongkai.rules.screening import screening_words
from gongkai.screening.materials import Material
from gongkai.screening.names import is_name

LABELLED = re.compile(r"^\s*[一-鿿](?:[一-鿿、/() ]{0,14}[一-鿿)])?\s*:\s*\S")  # 用人单位：某某公司
SALUTATION = re.compile(r"^\s*([一-鿿·]{2,8})(?:\(.{0,40}\)|先生|女士|同志)?\s*:")
SPOKEN_TO = re.compile(r"[你您]")
FORM_FROM = 3  # so many labelled lines one below the other are a form
LETTER = 8  # so many lines behind its salutation belong to a letter


class Line(NamedTuple):
    """A line of a passage that is no cell: which passage, where in it, and what it says in one form."""

    passage: int
    start: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the text of the passage."""
        return self.start, self.start + len(self.text)


def lines_of(material: Material) -> list[Line]:
    """Return the lines of a material outside its tables, in order, without blank ones."""
    return list(each_line(material))


def each_line(material: Material) -> Iterator[Line]:
    """Yield the lines of a material outside its tables, in order, without blank ones."""
    for number, passage in enumerate(material.passages):
        if not passage.is_cell:
            for start, line in passage.folded.lines:
                if line.strip():
                    yield Line(number, start, line)


def persons_in(lines: list[Line]) -> dict[int, list[tuple[int, int]]]:
    """Return by passage the places of the lines that are about one named person."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for record in (*_forms(lines), *_letters(lines)):
        for line in record:
            found[line.passage].append(line.span)
    return found


def _forms(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield runs of labelled lines one of which names a person."""
    run: list[Line] = []
    for line in (*lines, Line(-1, 0, "")):
        if LABELLED.match(line.text):
            run.append(line)
            continue
        if len(run) >= FORM_FROM and any(map(_names_person, run)):
            yield run
        run = []


def _names_person(line: Line) -> bool:
    return any(is_name(found[1]) for found in _person().finditer(line.text))


@cache
def _person() -> re.Pattern[str]:
    """Return the pattern of a label of a person with a name behind it: 受伤害职工：王国栋."""
    labels = "|".join((*screening_words().people.person_labels, "姓 *名"))
    return re.compile(rf"(?:^|[\s,;])[一-鿿]{{0,4}}?(?:{labels})\s*:\s*([一-鿿·]{{2,8}})(?=[\s,;(]|$)")


def _letters(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines behind a salutation that speak to the person."""
    for number, line in enumerate(lines):
        greeted = SALUTATION.match(line.text)
        if greeted and is_name(greeted[1]):
            yield [each for each in lines[number : number + LETTER] if SPOKEN_TO.search(each.text)]
