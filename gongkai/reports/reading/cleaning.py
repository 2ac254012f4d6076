"""Cleaning before reading: script, pinyin debris, and one width for every character."""

import re
from functools import cache
from typing import Any

PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
DEBRIS = re.compile(rf"([一-鿿])[(（]([{PINYIN}]+)[)）]")
HAN = re.compile("[一-鿿]")

# Frequent characters of reports that exist in the traditional script only; they decide whether to convert.
TRADITIONAL = frozenset("開關總數處請無報據體務個們為國會來時對電結轉訴項業機構機關製強維審復經東門")
PIECES = re.compile(r"\s+")

# Words that a conversion to the wording of Taiwan leaves behind, and ours; of the same length.
WORDINGS = (("资讯", "信息"), ("规范性档案", "规范性文件"), ("公开档案", "公开文件"))

# One character for one, so that places in the narrowed text are places in the original.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\ufeff\u00ad"), " ")
_SIGNS = {ord("−"): "-", ord("﹣"): "-", ord("∕"): "/", ord("｜"): "|", ord("│"): "|"}
_QUOTES = dict.fromkeys(map(ord, "“”„＂「」『』"), '"')
_NARROW: dict[int, Any] = {**_WIDE, **_SPACES, **_SIGNS, **_QUOTES}


def clean(text: str) -> tuple[str, str]:
    """Return the text without pinyin debris in simplified characters, and the script it was in."""
    text = _without_debris(text)
    if not _looks_traditional(text):
        return text, "simplified"
    return _to_simplified().convert(text), "traditional"


def narrow(text: str) -> str:
    """Make full-width signs half-width, quotes and spaces alike; the length stays the same."""
    text = text.translate(_NARROW)
    for elsewhere, here in WORDINGS:
        text = text.replace(elsewhere, here)
    return text


def squash(text: str) -> str:
    """Narrow a label and take out all white space, for comparing."""
    return PIECES.sub("", narrow(text)).replace("其它", "其他")


def _looks_traditional(text: str) -> bool:
    marks = sum(char in TRADITIONAL for char in text)
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
