"""Templates of numbers: which places stand in them, and that each number is another one."""

import re
from collections.abc import Collection, Mapping
from string import Formatter

SERIAL = "serial"
NUMBERS = (SERIAL, "year")  # these may be padded: {serial:04d}
PADDED = re.compile(r"0?[1-9]d?")
# What people call the places; templates are kept with the names on the left.
NAMES = {"uscc": "信用代码", "code": "机关代码", "prefix": "机关代字", "year": "年份", SERIAL: "顺序号"}
PLACE = re.compile(r"\{([^{}:!]+)")


def is_template(text: str, places: Collection[str]) -> bool:
    """
    Whether a template has a serial number and nothing else in braces but these places.

    A serial number in two pairs of braces stands for itself: all numbers would be the same one.
    """
    try:
        found = [(name, spec, way) for _, name, spec, way in Formatter().parse(text) if name is not None]
    except ValueError:  # braces without their pair
        return False
    names = {name for name, _, _ in found}
    is_plain = all(not way and (not spec or _pads(name, spec)) for name, spec, way in found)
    return SERIAL in names and names <= set(places) and is_plain


def in_words(template: str) -> str:
    """Return a template as people write it: {顺序号:04d} for {serial:04d}."""
    return _renamed(template, NAMES)


def from_words(text: str) -> str:
    """Return a template as it is kept; what is in braces and no place stays as it is."""
    return _renamed(text, {words: name for name, words in NAMES.items()})


def _renamed(template: str, names: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: "{" + names.get(found[1], found[1]), template)


def _pads(name: str, spec: str | None) -> bool:
    return name in NUMBERS and PADDED.fullmatch(spec or "") is not None
