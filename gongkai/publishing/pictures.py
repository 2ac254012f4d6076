"""正文中的图片: their addresses on the portal, in the office, and before the text is saved."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from gongkai.publishing.models import Attachment

PUBLIC = re.compile(r'src="/i/(\d+)/files/(\d+)/[^"]*"')
OFFICE = re.compile(r'src="/office/items/(\d+)/files/(\d+)/"')
WAITING = re.compile(r'<img\b[^>]*\bsrc="/office/items/papers/(\d+)/pictures/(\d+)/"[^>]*>')
IMAGE = re.compile(r"<img\b[^>]*>")
SOURCE, WORDS = re.compile(r"""\ssrc=["']([^"']*)["']"""), re.compile(r"""\salt=(?:"([^"]*)"|'([^']*)')""")
DECORATIVE = ' role="presentation"'  # 装饰性图片: it says nothing, and a screen reader passes over it
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


@dataclass(frozen=True)
class Picture:
    """A picture of a text: where it is, what stands in its place, and whether it says nothing."""

    source: str
    words: str
    is_decorative: bool

    @property
    def is_described(self) -> bool:
        """Whether those who do not see it miss nothing."""
        return self.is_decorative or bool(self.words)


def pictures_in(html: str) -> list[Picture]:
    """Return the pictures of a text, in their order."""
    return [_read(tag) for tag in IMAGE.findall(html)]


def _read(tag: str) -> Picture:
    source, words = SOURCE.search(tag), WORDS.search(tag)
    said = unescape(words[1] or words[2] or "").strip() if words else ""
    return Picture(unescape(source[1]) if source else "", said, DECORATIVE in tag and not said)


def undescribed(html: str) -> int:
    """Return how many pictures of a text have no words in their place (网站发展指引：无障碍)."""
    return sum(not picture.is_described for picture in pictures_in(html))


def described(html: str, pictures: Sequence[Picture]) -> str:
    """Return a text whose pictures have the words of those given, which stand in the same order."""
    given = iter(pictures)

    def tag(found: re.Match[str]) -> str:
        picture, bare = next(given), WORDS.sub("", found[0].replace(DECORATIVE, ""))
        mark = DECORATIVE if picture.is_decorative and not picture.words else ""
        return bare.replace("<img", f'<img alt="{escape(picture.words)}"{mark}', 1)

    return IMAGE.sub(tag, html)


def still_decorative(html: str, before: str) -> str:
    """Return a text in which a picture without words says nothing where it said nothing before."""
    silent = {picture.source for picture in pictures_in(before) if picture.is_decorative}
    if not silent:
        return html
    pictures = pictures_in(html)
    kept = [
        Picture(each.source, each.words, each.is_decorative or each.source in silent) for each in pictures
    ]
    return described(html, kept) if kept != pictures else html


def shown_in(html: str, item: int) -> set[int]:
    """Return the keys of the files of an item that its text shows."""
    return {int(file) for owner, file in PUBLIC.findall(unescape(html)) if int(owner) == item}


def shown_as(html: str, old: "Attachment", new: "Attachment") -> str:
    """Return a text that shows, or links to, a file of its item where it had another."""
    address = re.compile(rf'(src|href)="/i/{old.item_id}/files/{old.pk}/[^"]*"')
    place = escape(public_address(new.item_id, new.pk, new.name))
    return address.sub(lambda found: f'{found[1]}="{place}"', html)


def waiting_in(html: str, paper: int) -> set[int]:
    """Return the numbers of a paper's pictures that a text shows."""
    return {int(number) for owner, number in WAITING_SOURCE.findall(html) if int(owner) == paper}


def placed(html: str, paper: int, addresses: dict[int, str]) -> str:
    """Return a text in which a paper's pictures have the addresses they were kept under."""

    def address(found: re.Match[str]) -> str:
        kept = addresses.get(int(found[2])) if int(found[1]) == paper else None
        return f'src="{escape(kept)}"' if kept else found[0]

    return WAITING_SOURCE.sub(address, html)
