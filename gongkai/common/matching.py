"""What makes two names, numbers or telephones the same, and the keyed hash by which the database knows it."""

import re
from collections.abc import Callable
from enum import Enum
from unicodedata import normalize

from gongkai.common.keys import key_ring

DOTS = re.compile(r"[•‧∙⋅・･.．]")  # 少数民族姓名中的间隔号有多种写法


def normal_name(text: str) -> str:
    """Return a name without what people write in different ways: widths, spaces, case, the middle dot."""
    return DOTS.sub("·", "".join(normalize("NFKC", text).split()).casefold())


def normal_number(text: str) -> str:
    """Return an identity number or organisation code: its letters and digits."""
    return "".join(char for char in normalize("NFKC", text).upper() if char.isalnum())


class Sameness(Enum):
    """By what kind of value things are matched; equal values of different kinds do not meet."""

    NAME = "name"
    NUMBER = "number"

    def text(self, value: str) -> str:
        """Return what is hashed; empty for a value in which nothing is left."""
        normal = NORMAL[self](value)
        return f"{self.value}\0{normal}" if normal else ""

    def mark(self, value: str) -> str:
        """Return the hash that is stored beside a sealed value; empty for an empty one."""
        text = self.text(value)
        return key_ring().newest.mark(text) if text else ""

    def marks(self, value: str) -> list[str]:
        """Return the hashes under which a value may stand; none for an empty one, which matches nothing."""
        text = self.text(value)
        return key_ring().marks(text) if text else []


NORMAL: dict[Sameness, Callable[[str], str]] = {Sameness.NAME: normal_name, Sameness.NUMBER: normal_number}
