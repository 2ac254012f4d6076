"""正文中的图片: their addresses on the portal, in the office, and before the text is saved."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

PUBLIC = re.compile(r'src="/i/(\d+)/files/(\d+)/[^"]*"')
OFFICE = re.compile(r'src="/office/items/(\d+)/files/(\d+)/"')
WAITING = re.compile(r'<img\b[^>]*\bsrc="/office/items/papers/(\d+)/pictures/(\d+)/"[^>]*>')
UNDESCRIBED = re.compile(r"""<img\b(?![^>]*\balt=(?:"[^"]*[^"\s][^"]*"|'[^']*[^'\s][^']*'))[^>]*>""")
WAITING_SOURCE = re.compile(r'src="/office/items/papers/(\d+)/pictures/(\d+)/"')


def public_address(item: int, attachment: int, name: str) -> str:
    """Return where the public finds a file of a live item."""
    return f"/i/{item}/files/{attachment}/{quote(name)}"


def waiting_address(paper: int, number: int) -> str:
    """Return where the officer finds a picture of a paper that is not saved yet."""
    return f"/office/items/papers/{paper}/pictures/{number}/"


def for_office(html: str) -> str:
    """Return a text whose pictures people of the office can see before it is public."""
    return PUBLIC.sub(lambda found: f'src="/office/items/{found[1]}/files/{found[2]}/"', html)


def for_public(html: str, name_of: Callable[[int, int], str | None]) -> str:
    """
    Return a text as it is kept: pictures of items under their public address, waiting ones left out.

    :param name_of: the name of a file by the keys of its item and itself; None for one that is not there
    """

    def address(found: re.Match[str]) -> str:
        item, attachment = int(found[1]), int(found[2])
        name = name_of(item, attachment)
        return f'src="{escape(public_address(item, attachment, name))}"' if name else found[0]

    return OFFICE.sub(address, WAITING.sub("", html))


def undescribed(html: str) -> int:
    """Return how many pictures of a text have no words in their place (网站发展指引：无障碍)."""
    return len(UNDESCRIBED.findall(html))


def shown_in(html: str, item: int) -> set[int]:
    """Return the keys of the files of an item that its text shows."""
    return {int(file) for owner, file in PUBLIC.findall(unescape(html)) if int(owner) == item}


def waiting_in(html: str, paper: int) -> set[int]:
    """Return the numbers of a paper's pictures that a text shows."""
    return {int(number) for owner, number in WAITING_SOURCE.findall(html) if int(owner) == paper}


def placed(html: str, paper: int, addresses: dict[int, str]) -> str:
    """Return a text in which a paper's pictures have the addresses they were kept under."""

    def address(found: re.Match[str]) -> str:
        kept = addresses.get(int(found[2])) if int(found[1]) == paper else None
        return f'src="{escape(kept)}"' if kept else found[0]

    return WAITING_SOURCE.sub(address, html)
