"""The first text of a report: sentences that fit the year, until an editor writes the section anew."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.reports.narrative import Ask, Numbers, Reference, references

FOLDER = Path(__file__).parent / "narratives"


@dataclass(frozen=True)
class Sentence:
    """A piece of a paragraph, written when a figure is not zero, or unless it is."""

    text: str
    when: Reference | None = None
    unless: Reference | None = None

    @property
    def asks(self) -> Iterator[Ask]:
        """The numbers that decide whether it is written, and those in it."""
        for reference in (self.when, self.unless, *references([self.text])):
            yield from reference.asks if reference else ()

    def fits(self, numbers: Numbers) -> bool:
        """Whether the sentence is true of the year."""
        return (self.when is None or numbers[self.when.asks[0]] != 0) and (
            self.unless is None or numbers[self.unless.asks[0]] == 0
        )


Paragraph = tuple[Sentence, ...]


@cache
def first_text(code: str) -> Mapping[str, tuple[Paragraph, ...]]:
    """Return the paragraphs of each section for reports of a format; nothing where it has no text."""
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        return {}
    sections: dict[str, list[dict[str, Any]]] = tomllib.loads(path.read_text("utf-8"))["sections"]
    return {
        section: tuple(tuple(map(_sentence, paragraph["text"])) for paragraph in paragraphs)
        for section, paragraphs in sections.items()
    }


def asks_of(code: str, section: str) -> Iterator[Ask]:
    """Go through the numbers that the first text of a section needs."""
    for paragraph in first_text(code).get(section, ()):
        for sentence in paragraph:
            yield from sentence.asks


def written(code: str, section: str, numbers: Numbers) -> list[str]:
    """Return the paragraphs of a section that fit the numbers, with their references still in them."""
    chosen = (
        "".join(sentence.text for sentence in paragraph if sentence.fits(numbers))
        for paragraph in first_text(code).get(section, ())
    )
    return [paragraph for paragraph in chosen if paragraph]


def _sentence(data: str | dict[str, str]) -> Sentence:
    if isinstance(data, str):
        return Sentence(data)
    return Sentence(data["text"], _condition(data.get("when")), _condition(data.get("unless")))


def _condition(text: str | None) -> Reference | None:
    return None if text is None else next(references(["{{" + text + "}}"]))
