"""A letter as it is printed: its parts, free of any file format; what is printed is what is hashed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework import timing
from gongkai.casework.models import DisclosureRequest
from gongkai.design import strip
from gongkai.design.words import cn_date, due_words
from gongkai.letters.models import Letter
from gongkai.letters.sources import Source
from gongkai.letters.values import by_label, remedy_gaps, sample_values, values_of
from gongkai.letters.wording import CELL, STRIP_LINE, Filled, fill
from gongkai.rules.letters import LetterKind, fields

UNNUMBERED = "（定稿时编号）"


@dataclass(frozen=True)
class Square:
    """One day of the strip: `kind` is counts, rest, paused or start; `due` marks the last one."""

    on: str
    day: int
    month: str
    kind: str
    due: bool


@dataclass(frozen=True)
class Block:
    """A part of the text: a salutation, a paragraph, the rows of a table, or the strip."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LetterDocument:
    """All that is printed of a letter, in order."""

    body: str
    title: str
    number: str
    text: str
    signature: str
    draft: bool
    days: tuple[Square, ...] = ()
    days_words: str = ""
    red_head: bool = True
    blocks: tuple[Block, ...] = field(default=(), compare=False)

    @property
    def is_signed(self) -> bool:
        """Whether the name of the body and a day stand below it; a form has neither."""
        return self.red_head

    @property
    def digest(self) -> str:
        """SHA-256 over what is printed."""
        said = [self.body, self.title, self.number, self.text, self.signature, self.days_words]
        days = [asdict(day) for day in self.days]
        return hashlib.sha256(json.dumps([said, days], ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Draft:
    """A letter whose text is not fixed: as it would be printed, and what it lacks."""

    document: LetterDocument
    missing: tuple[str, ...]
    values: Mapping[str, str]


def drafted(source: Source, text: str, typed: Mapping[str, str], *, on: date) -> Draft:
    """Return the letter that a wording gives today."""
    values = values_of(source, typed, on=on)
    filled = fill(text, by_label(values))
    squares, words = days_of(source.case) if STRIP_LINE in filled.text else ((), "")
    document = laid_out(
        source.kind, source.case.body.name, filled.text, days=squares, days_words=words, draft=True
    )
    return Draft(document, lacking(source.kind, values, filled, remedy_gaps(source, on)), values)


def sampled(kind: LetterKind, body: Body, text: str, *, on: date) -> LetterDocument:
    """Return the letter that a wording gives for an invented case."""
    filled = fill(text, by_label(sample_values(kind, body, on=on)))
    start = date(2026, 3, 2)
    count = current_calendar().days(start, date(2026, 3, 30))
    squares = _squares(strip.draw(list(count), today=start, start=start))
    return laid_out(
        kind,
        body.name,
        filled.text,
        days=squares,
        days_words=_words(start, cn_date(date(2026, 3, 30))),
        draft=True,
        on=on,
    )


def laid_out(
    kind: LetterKind,
    body: str,
    text: str,
    *,
    number: str = "",
    on: date | None = None,
    days: Sequence[Square] = (),
    days_words: str = "",
    draft: bool,
) -> LetterDocument:
    """Put a text into its place on the page."""
    number = number or (UNNUMBERED if draft and kind.is_numbered else "")
    return LetterDocument(
        body=body,
        title=kind.title,
        number=number,
        text=text,
        signature=cn_date(on),
        draft=draft,
        days=tuple(days),
        days_words=days_words,
        red_head=kind.is_numbered,
        blocks=tuple(_blocks(text, bool(days))),
    )


def document_of(letter: Letter) -> LetterDocument:
    """Return a fixed letter as it is printed, from what was frozen alone."""
    frozen: dict[str, Any] = letter.context
    return laid_out(
        letter.of_kind,
        frozen["body"],
        letter.text,
        number=letter.number,
        on=letter.signed_on,
        days=[Square(**day) for day in frozen["days"]],
        days_words=frozen["days_words"],
        draft=False,
    )


def lacking(
    kind: LetterKind, values: Mapping[str, str], filled: Filled, gaps: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """
    Return what a letter lacks, each as a sentence that says where to fill it in.

    :param gaps: what the remedy clause lacks, said more exactly than that it is missing
    """
    known = {each.label: each for each in fields().values()}
    needed = [fields()[code].label for code in kind.needs if not values.get(code)]
    lacked = dict.fromkeys([*filled.missing, *needed])
    if gaps:
        lacked.pop(fields()["remedy"].label, None)
    return (*gaps, *(f"缺少“{label}”，请在“{known[label].where}”填写。" for label in lacked))


def days_of(case: DisclosureRequest) -> tuple[tuple[Square, ...], str]:
    """Return the strip of the reply period and what it says; nothing while nothing is counted."""
    if case.received_on is None:
        return (), ""
    clock = timing.clock_of(case)
    if clock.due_on is None:
        return (), ""
    drawn = strip.draw(clock.count, today=clock.start, due_on=clock.due_on, start=clock.start)
    return _squares(drawn), _words(clock.start, due_words(clock))


def _words(start: date, due: str) -> str:
    return f"自{cn_date(start)}的次日起计算，至{due}；实心为计入的工作日，空心为不计入的日子。"


def _squares(drawn: strip.Strip) -> tuple[Square, ...]:
    return tuple(
        Square(
            on=cell.on.isoformat(),
            day=cell.on.day,
            month=cell.month,
            kind=next((kind for kind in ("start", "counts", "paused") if f"--{kind}" in cell.css), "rest"),
            due="--due" in cell.css,
        )
        for cell in drawn.cells
    )


def _blocks(text: str, has_days: bool) -> list[Block]:
    blocks: list[Block] = []
    for place, line in enumerate(text.splitlines()):
        if line == STRIP_LINE:
            blocks += [Block("strip")] if has_days else []
        elif CELL in line:
            head, _, value = line.partition(CELL)
            row = (head.strip(), value.strip())
            last = blocks.pop() if blocks and blocks[-1].kind == "table" else Block("table")
            blocks.append(Block("table", rows=(*last.rows, row)))
        else:
            is_name = place == 0 and line.endswith("：")
            blocks.append(Block("salutation" if is_name else "paragraph", text=line))
    return blocks
