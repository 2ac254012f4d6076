"""
The small language of letter templates, which an office can write without a programmer.

`{{申请人}}` puts in a value. `{{如果 代理人}} … {{否则}} … {{结束}}` keeps the first part when there is
a value and the second when there is none. `{{期限日历}}` on a line of its own draws the strip of days. A line
with `｜` is a row of a table; every other line is a paragraph. Values are never taken for any of these.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongkai.letters.errors import NoLetterTemplate
from gongkai.rules.letters import LetterKind, fields

FOLDER = Path(__file__).parent / "texts"
STRIP = "期限日历"
CELL = "｜"
STRIP_LINE = f"{{{{{STRIP}}}}}"
REMEDY = "remedy"
IF, ELSE, END = "如果", "否则", "结束"
TOKEN = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
# A line with nothing but a condition leaves no empty paragraph behind.
ALONE = re.compile(rf"^[ \t　]*(\{{\{{\s*(?:{IF}[ 　]+[^{{}}\n]*?|{ELSE}|{END})\s*\}}\}})[ \t　]*\n", re.M)


@dataclass
class Filled:
    """A text with its values put in, and the names of those that were missing."""

    text: str
    missing: list[str] = field(default_factory=list)


@cache
def default_text(kind: str) -> str:
    """
    Return the wording that the program brings for a kind.

    :raises NoLetterTemplate: there is none
    """
    try:
        return (FOLDER / f"{kind}.txt").read_text("utf-8")
    except OSError as error:
        raise NoLetterTemplate(kind) from error


def faults(text: str, kind: LetterKind) -> list[str]:
    """Return what is wrong with a wording for a kind of letter, in sentences; empty when it can be used."""
    known = {each.label for each in fields().values()}
    found = [
        f"“{name}”不是可以使用的内容。" for name in dict.fromkeys(_names(text)) if name not in {*known, STRIP}
    ]
    found += _unbalanced(text)
    remedy = fields()[REMEDY].label
    if kind.remedy and remedy not in _names(text):
        found.append(f"“{kind.label}”应当写明救济途径，请保留{{{{{remedy}}}}}。")
    if not text.strip():
        found.append("正文不能为空。")
    return found


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """
    Put values into a wording that has no faults.

    :param values: by the Chinese name that templates use; empty or absent is missing
    """
    filled = Filled("")
    parts: list[str] = []
    shown = [True]  # for each open condition: whether what follows is kept
    for word, name in _pieces(text):
        if name is None:
            parts += [word] if all(shown) else []
        elif name.startswith(IF):
            shown.append(bool(values.get(_condition(name))))
        elif name == ELSE:
            shown[-1] = not shown[-1]
        elif name == END:
            shown.pop()
        elif all(shown):
            value = word if name == STRIP else _value(name, values, filled.missing)
            parts.append(value.replace("\n", "；") if CELL in "".join(parts).rpartition("\n")[2] else value)
    filled.text = _tidy("".join(parts))
    return filled


def _value(name: str, values: Mapping[str, str], missing: list[str]) -> str:
    if value := values.get(name, "").strip():
        return value.replace(CELL, "|").replace("{{", "{ {")  # never taken for a row or the strip
    if name not in missing:
        missing.append(name)
    return f"〔{name}〕"


def _pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text piece by piece; a placeholder with what stands in it, other text with None."""
    text = ALONE.sub(r"\1", text if text.endswith("\n") else text + "\n")
    place = 0
    for found in TOKEN.finditer(text):
        yield text[place : found.start()], None
        yield found[0], found[1]
        place = found.end()
    yield text[place:], None


def _names(text: str) -> list[str]:
    found = [name for _, name in _pieces(text) if name is not None and name not in (ELSE, END)]
    return [_condition(name) if name.startswith(IF) else name for name in found]


def _condition(name: str) -> str:
    return name.removeprefix(IF).strip()


def _unbalanced(text: str) -> list[str]:
    depth, found = [0], []
    for _, name in _pieces(text):
        if name is None:
            continue
        if name.startswith(IF):
            depth.append(0)
        elif name in (ELSE, END) and len(depth) == 1:
            found.append(f"有“{name}”而前面没有“{IF}”。")
        elif name == ELSE:
            depth[-1] += 1
            found += [f"一个“{IF}”只能有一个“{ELSE}”。"] if depth[-1] > 1 else []
        elif name == END:
            depth.pop()
    found += [f"有“{IF}”而后面没有“{END}”。"] if len(depth) > 1 else []
    left = TOKEN.sub("", text)
    found += ["有不成对的“{{”或者“}}”。"] if "{{" in left or "}}" in left else []
    return found


def _tidy(text: str) -> str:
    """Drop empty lines and the full stop that a value brought before the template's own."""
    lines = (line.strip(" \t　") for line in text.splitlines())
    return re.sub("。{2,}", "。", "\n".join(line for line in lines if line))
