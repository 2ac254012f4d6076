"""Where something stands on a page: a small part of CSS, or XPath, as people write it in a rules file."""

import re
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

STEP = re.compile(
    r"(?P<tag>[a-zA-Z][-\w]*)?(?P<more>(?:#[-\w]+|\.[-\w]+|\[[-:\w]+(?:=[^\]'\"]*)?\])*)", re.ASCII
)
MORE = re.compile(r"#(?P<id>[-\w]+)|\.(?P<cls>[-\w]+)|\[(?P<attr>[-:\w]+)(?:=(?P<value>[^\]'\"]*))?\]")
VALUES = {"meta": "content", "time": "datetime"}  # elements that say in an attribute what they mean


class BadSelector(ValueError):
    """A place that nobody can find; the message quotes it."""


@cache
def compiled(selector: str) -> etree.XPath:
    """
    Return a place as something that finds it.

    :raises BadSelector: it can be read neither as CSS nor as XPath
    """
    path = selector if selector.startswith(("/", "./")) else _path_of(selector)
    try:
        return etree.XPath(path)
    except etree.XPathSyntaxError as error:
        raise BadSelector(f"看不懂这个位置：{selector}") from error


def _path_of(selector: str) -> str:
    path = ""
    for step in selector.split():
        found = STEP.fullmatch(step)
        if not found or not step:
            raise BadSelector(f"看不懂这个位置：{selector}")
        path += f"//{found['tag'] or '*'}" + "".join(
            _condition(each) for each in MORE.finditer(found["more"])
        )
    if not path:
        raise BadSelector("位置不能是空的")
    return path


def _condition(found: re.Match[str]) -> str:
    if found["id"]:
        return f"[@id='{found['id']}']"
    if found["cls"]:
        return f"[contains(concat(' ',normalize-space(@class),' '),' {found['cls']} ')]"
    return f"[@{found['attr']}='{found['value']}']" if found["value"] is not None else f"[@{found['attr']}]"


def find(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements at a place."""
    found = compiled(selector)(root)
    return [each for each in found if isinstance(each, HtmlElement)] if isinstance(found, list) else []


def value_of(element: HtmlElement) -> str:
    """Return what an element says, in one line."""
    attribute = VALUES.get(str(element.tag))
    said = element.get(attribute, "") if attribute else ""
    return " ".join((said or str(element.text_content())).split())
