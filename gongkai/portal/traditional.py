"""繁體: the words of a page in traditional characters; tags, addresses, code and what was typed stay."""

import re
from collections.abc import Iterator
from functools import cache

import opencc
from django.http import HttpRequest, HttpResponseBase

from gongkai.portal import reading_mode

TAG = re.compile(r"""<!--.*?-->|<[!/]?[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
UNTOUCHED = frozenset({"script", "style", "code", "pre", "kbd", "samp", "textarea"})
WORD_END = re.compile("(?<=金)(?=发)")  # 养老金发放: OpenCC takes 金发 for fair hair (金髮)
JOINER = "\u2060"  # shows nothing, and ends a word for OpenCC
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def converted(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Put the page into traditional characters if the reader chose them; anything but a page stays."""
    if reading_mode.TRADITIONAL not in reading_mode.chosen(request.COOKIES) or response.streaming:
        return response
    if response.get("Content-Type", "").startswith("text/html"):
        html = response.content.decode(response.charset)  # type: ignore[attr-defined]  # it does not stream
        response.content = traditional(html).encode(response.charset)  # type: ignore[attr-defined]
    return response


def traditional(html: str) -> str:
    """Return HTML with its text nodes in traditional characters (OpenCC, s2t); attributes are never read."""
    return "".join(_in_traditional(piece) if is_words else piece for piece, is_words in _pieces(html))


def _in_traditional(words: str) -> str:
    text: str = _converter().convert(WORD_END.sub(JOINER, words))
    return text.replace(JOINER, "")


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a page, each with whether it is words that may be converted."""
    place, within, depth = 0, "", 0  # `within`: the element that is left as it is, `depth` of its own kind
    for found in TAG.finditer(html):
        if found.start() > place:
            yield html[place : found.start()], not within
        tag = found[0]
        yield tag, False
        place = found.end()
        if not (named := NAME.match(tag)):
            continue
        name = named[1].lower()
        if within:
            depth += (name == within) * (-1 if tag.startswith("</") else 1)
            within = within if depth else ""
        elif not tag.startswith("</") and name not in VOID and _is_left_alone(name, tag):
            within, depth = name, 1
    if place < len(html):
        yield html[place:], not within


def _is_left_alone(name: str, tag: str) -> bool:
    return name in UNTOUCHED or ' translate="no"' in tag
