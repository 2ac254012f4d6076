"""法定主动公开目录: the five blocks of the disclosure column and the tree of what must be public."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_each, read_file

FILE = "catalogue.toml"


@dataclass(frozen=True)
class Requirement:
    """Something a block must contain, and why."""

    code: str
    label: str
    basis: str


@dataclass(frozen=True)
class Block:
    """One of the five blocks of the column 政府信息公开, in page order (国办公开办函〔2019〕61号)."""

    code: str
    title: str
    asks: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class SuggestedColumn:
    """A column that a human-resources and social-security bureau usually keeps under a statutory topic."""

    slug: str
    name: str
    column_type: str
    update_cycle_days: int | None


@dataclass(frozen=True)
class StatutoryTopic:
    """
    One item of 条例第二十条 or 第二十一条.

    `levels` are the administrative levels it binds (empty: all); `seldom` marks topics that a bureau of
    this trade hardly ever has anything under, so that an empty node needs a note.
    """

    code: str
    title: str
    content: str
    basis: str
    levels: tuple[str, ...]
    seldom: bool
    columns: tuple[SuggestedColumn, ...]

    def binds(self, level: str) -> bool:
        """Whether bodies of `level` (province, city, county, township) have this duty."""
        return not self.levels or level in self.levels


@cache
def blocks() -> dict[str, Block]:
    """Return the five blocks by code, in page order."""
    return read_each(_file(), "blocks", _read_block)


@cache
def topics() -> dict[str, StatutoryTopic]:
    """Return the statutory topics by code, in page order."""
    return read_each(_file(), "topics", _read_topic)


def topics_of(level: str) -> list[StatutoryTopic]:
    """List the topics that bind bodies of `level`, in page order."""
    return [topic for topic in topics().values() if topic.binds(level)]


@cache
def _file() -> Row:
    return read_file(FILE)


def _read_block(code: str, row: Row) -> Block:
    return Block(
        code=code,
        title=row.text("title"),
        asks=row.text("asks"),
        requirements=tuple(_read_requirement(line) for line in row.rows("requires")),
    )


def _read_requirement(row: Row) -> Requirement:
    requirement = Requirement(row.text("code"), row.text("label"), row.text("basis", ""))
    row.close()
    return requirement


def _read_topic(code: str, row: Row) -> StatutoryTopic:
    return StatutoryTopic(
        code=code,
        title=row.text("title"),
        content=row.text("content"),
        basis=row.text("basis"),
        levels=row.texts("levels", ()),
        seldom=row.flag("seldom", False),
        columns=tuple(_read_column(line) for line in row.rows("columns")),
    )


def _read_column(row: Row) -> SuggestedColumn:
    column = SuggestedColumn(
        slug=row.text("slug"),
        name=row.text("name"),
        column_type=row.text("type", "catalogue"),
        update_cycle_days=row.number("cycle", 0) or None,
    )
    row.close()
    return column
