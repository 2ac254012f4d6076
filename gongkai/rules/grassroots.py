"""基层政务公开标准目录: what a county bureau discloses of employment and insurance, as a first draft."""

from dataclasses import dataclass
from functools import cache, partial

from gongkai.rules.tables import Row, read_each, read_file

FILE = "grassroots.toml"


@dataclass(frozen=True)
class StandardItem:
    """A second-level matter: what has to be said of it (要素); `is_guessed` where no one saw the original."""

    name: str
    elements: tuple[str, ...]
    is_guessed: bool


@dataclass(frozen=True)
class StandardMatter:
    """A first-level matter, which becomes a column, and the second-level ones in it."""

    name: str
    slug: str
    items: tuple[StandardItem, ...]


@dataclass(frozen=True)
class Area:
    """One area of the catalogue: the statutory topic it stands under, its law, its matters."""

    code: str
    name: str
    slug: str
    topic: str
    basis: str
    matters: tuple[StandardMatter, ...]


@dataclass(frozen=True)
class Usual:
    """What is the same for every matter, and what to say of the whole."""

    note: str
    period: str
    subject: str
    channels: tuple[str, ...]
    audience: str
    mode: str
    levels: tuple[str, ...]


@cache
def areas() -> dict[str, Area]:
    """Return the areas by code."""
    return read_each(_file(), "areas", _read_area)


@cache
def usual() -> Usual:
    """Return what is the same for every matter."""
    file = _file()
    words = {name: file.text(name) for name in ("note", "period", "subject", "audience", "mode")}
    return Usual(**words, channels=file.texts("channels"), levels=file.texts("levels"))


@cache
def _file() -> Row:
    return read_file(FILE)


def _read_area(code: str, row: Row) -> Area:
    elements = row.texts("elements", ())
    return Area(
        code=code,
        name=row.text("name"),
        slug=row.text("slug"),
        topic=row.text("topic"),
        basis=row.text("basis"),
        matters=tuple(map(partial(_read_matter, elements), row.rows("matters"))),
    )


def _read_matter(elements: tuple[str, ...], row: Row) -> StandardMatter:
    elements = row.texts("elements", elements)
    items = tuple(map(partial(_read_item, elements), row.rows("items")))
    matter = StandardMatter(row.text("name"), row.text("slug"), items)
    row.close()
    return matter


def _read_item(elements: tuple[str, ...], row: Row) -> StandardItem:
    item = StandardItem(row.text("name"), row.texts("elements", elements), row.text("marked", "") == "M")
    row.close()
    return item
