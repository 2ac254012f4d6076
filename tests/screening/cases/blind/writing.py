"""From the blind collection's documents in TOML to files with what is planted in them."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from opencc import OpenCC

from gongkai.screening.hits import Kind
from tests.screening.cases.blind.files import FORMS, Paper, Rows
from tests.screening.cases.blind.values import VALUES
from tests.screening.cases.cases import Piece, Planted
from tests.screening.cases.collection import Document

MARK = re.compile(r"«([a-z_+]+):([^»]*)»")
VALUE = re.compile(r"\{([a-z0-9\-]+)\}")
REPEATED = re.compile(r"\*(\d) (.*)")
AS_ONE = (Kind.NAME_LIST, Kind.CONTACT_LIST)  # of a list one hit is enough
BEHIND = ("comment", "header", "properties", "hidden")  # only Word files have such places
TABLE_FORMS = ("html", "docx", "xlsx", "txt", "pdf", "csv")
LINE_FORMS = ("html", "docx", "txt", "pdf")
ROUNDS = 2


@dataclass
class Labels:
    """What is planted in one document, as it is written there."""

    single: list[Planted] = field(default_factory=list)
    listed: dict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))

    def plain(self, text: str) -> str:
        """Return a text without its marks, which are kept here."""
        for kinds, value in MARK.findall(text):
            for kind in map(Kind, kinds.split("+")):
                if kind in AS_ONE:
                    self.listed[kind].append(value)
                else:
                    self.single.append((kind, value))
        return MARK.sub(r"\2", text)

    def all(self) -> tuple[Planted, ...]:
        """Return everything planted; of a list the whole is one."""
        return (*self.single, *((kind, "、".join(values)) for kind, values in self.listed.items()))


def blind(seed: int = 20261121, name: str = "documents") -> list[Document]:
    """Return the documents; the same seed gives the same."""
    rng = Random(seed)  # noqa: S311 - no secrets
    source = Path(__file__).parent.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(source)["documents"]
    return [
        _written(rng, entry, number * 5 + turn * 3)
        for turn in range(ROUNDS)
        for number, entry in enumerate(entries)
    ]


def _written(rng: Random, entry: dict[str, Any], turn: int) -> Document:
    labels = Labels()
    lines = _repeated(entry["text"].strip("\n"))
    blocks = _blocks([_said(rng, line, entry, labels) for line in lines])
    behind = {place: _said(rng, entry[place], entry, labels) for place in BEHIND if place in entry}
    paper = Paper(blocks, **behind)
    usual = ("docx",) if behind else TABLE_FORMS if paper.has_table else LINE_FORMS
    forms = entry.get("forms", usual)
    form = forms[turn % len(forms)]
    name = _said(rng, entry.get("name", "附件.{form}").replace("{form}", "@"), entry, labels).replace(
        "@", form
    )
    planted = labels.all()
    known = {value for kind, value in planted if kind is Kind.APPLICANT} | set(entry.get("applicants", ()))
    setting: dict[str, Any] = {"applicants": frozenset(known), "consulting": entry.get("consulting", False)}
    shown = tuple(
        block if isinstance(block, str) else " / ".join(map("|".join, block[:2])) for block in blocks
    )
    piece = Piece(shown, planted=planted, setting=setting)
    kind = planted[0][0] if planted else Kind.NAME_LIST
    return Document(name, FORMS[form](paper), kind, piece, f"{form} {entry.get('disguise', '')}".strip())


def _repeated(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        many = REPEATED.fullmatch(line)
        lines += [many[2]] * int(many[1]) if many else [line]
    return lines


def _blocks(lines: list[str]) -> tuple[str | Rows, ...]:
    blocks: list[str | Rows] = []
    for line in lines:
        if "|" not in line:
            blocks.append(line)
        elif blocks and not isinstance(blocks[-1], str):
            blocks[-1].append(line.split("|"))
        else:
            blocks.append([line.split("|")])
    return tuple(blocks)


def _said(rng: Random, text: str, entry: dict[str, Any], labels: Labels) -> str:
    """Return a text with its values put in and disguised, its marks taken off."""
    filled = VALUE.sub(lambda found: VALUES[found[1]](rng), text)
    hide = DISGUISES[entry.get("disguise", "")]
    written = MARK.sub(lambda found: f"«{found[1]}:{hide(rng, found[2])}»", filled)
    pieces = re.split(r"(«[^»]*»)", written)
    outside = [piece if piece.startswith("«") else hide(rng, piece) for piece in pieces]
    return labels.plain("".join(outside))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _wide(_rng: Random, text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" and sign != "|" else sign for sign in text)


def _spaced(rng: Random, text: str) -> str:
    """Return a text as it comes from a scanner: blanks between signs, here and there."""
    return "".join(sign + (" " if rng.random() < 0.3 else "") for sign in text).strip()


def _hidden_signs(_rng: Random, text: str) -> str:
    return "".join(sign + ("\u200b" if sign.isdigit() else "") for sign in text)


def _broken(_rng: Random, text: str) -> str:
    """Break a long number over two lines, as text copied from a page is."""
    return re.sub(r"(\d{10})(\d{7}[\dX])", r"\1\n\2", text)


DISGUISES = {
    "": lambda _rng, text: text,
    "wide": _wide,
    "traditional": lambda _rng, text: _converter().convert(text),
    "ocr": _spaced,
    "zero": _hidden_signs,
    "broken": _broken,
}
