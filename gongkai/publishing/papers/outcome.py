"""What a file gives: HTML with places for pictures, the pictures, and what was left out, in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

PLACE = re.compile(r'src="picture:(\d+)"')


@dataclass(frozen=True)
class Picture:
    """A picture as a browser can show it."""

    name: str
    data: bytes
    content_type: str


@dataclass
class Reading:
    """What was read: clean HTML, pictures by their number from 1, and notes for the officer."""

    html: str = ""
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def addressed(self, address: Callable[[int], str]) -> str:
        """Return the HTML with an address for each picture."""
        return PLACE.sub(lambda found: f'src="{escape(address(int(found[1])))}"', self.html)

    def place(self, picture: Picture, alt: str = "") -> str:
        """Keep a picture, and return the element that stands for it."""
        self.pictures.append(picture)
        return f'<img src="picture:{len(self.pictures)}" alt="{escape(alt)}">'
