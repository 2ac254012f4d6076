"""Cleaning before reading: script, pinyin debris, and one width for every character."""

import re
from functools import cache, lru_cache
from typing import Any

from gongkai.reports.widths import narrow as narrow

PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
DEBRIS = re.compile(rf"([一-鿿])[(（]([{PINYIN}]+)[)）]")
HAN = re.compile("[一-鿿]")

# Frequent characters of reports that exist in the traditional script only; they decide whether to convert.
TRADITIONAL = re.compile("[開關總數處請無報據體務個們為國會來時對電結轉訴項業機構機關製強維審復經東門]")
KEPT, SHORT = 2_000, 60  # labels and cells that come again and again, and how long they are
PIECES = re.compile(r"\s+")


def clean(text: str) -> tuple[str, str]:
    """Return the text without pinyin debris in simplified characters, and the script it was in."""
    text = _without_debris(text)
    if not _looks_traditional(text):
        return text, "simplified"
    return _to_simplified().convert(text), "traditional"


def simplified(text: str) -> str:
    """Return a text of a document in the traditional script as `clean` does, however short it is."""
    return str(_to_simplified().convert(_without_debris(text)))


def squash(text: str) -> str:
    """Narrow a label and take out all white space, for comparing."""
    return _squashed_before(text) if len(text) <= SHORT else _squashed(text)


@lru_cache(maxsize=KEPT)
def _squashed_before(text: str) -> str:
    return _squashed(text)


def _squashed(text: str) -> str:
    return PIECES.sub("", narrow(text)).replace("其它", "其他")


def _looks_traditional(text: str) -> bool:
    marks = len(TRADITIONAL.findall(text))
    return marks >= 3 and marks > len(HAN.findall(text)) / 100


def _without_debris(text: str) -> str:
    if not DEBRIS.search(text):
        return text
    from pypinyin import pinyin  # costs a tenth of a second, and few texts need it

    def keep_or_drop(match: re.Match[str]) -> str:
        readings = pinyin(match[1], heteronym=True)[0]
        return match[1] if match[2] in readings else match[0]

    return DEBRIS.sub(keep_or_drop, text)


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC  # costs a tenth of a second, and few texts need it

    return OpenCC("tw2s")
