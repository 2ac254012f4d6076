"""Text that people pasted, or that came out of a file, without what can be neither printed nor stored."""

import re
from collections.abc import Mapping
from typing import Any

# Control characters, halves of characters, marks of byte order: Word, PDF/A or PostgreSQL refuse each.
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
BREAKS = re.compile("[\x0b\x0c]")  # Word's line break within a paragraph, and the end of a page


def printable(text: str) -> str:
    """Return the text without characters that stand for nothing; other breaks become ends of lines."""
    return UNPRINTABLE.sub("", BREAKS.sub("\n", text))


def printable_data(data: Any) -> Any:
    """Return plain data with every text in it printable."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {name: printable_data(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(value) for value in data]
    return data
