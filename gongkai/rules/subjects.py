"""体裁、主题分类、主题词: what words in a title and a text tell of a document; proposals, not law."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_each, read_file


@dataclass(frozen=True)
class Subject:
    """A topic of the classification, and the words that point to it, the telling ones first."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Subjects:
    """Kinds of documents, endings of the names of organs, and topics."""

    genres: tuple[str, ...]
    normative: tuple[str, ...]
    issuers: tuple[str, ...]
    topics: tuple[Subject, ...]


def _read(_code: str, row: Row) -> Subject:
    return Subject(row.text("label"), row.texts("words"))


@cache
def subjects() -> Subjects:
    """Return the words as the file has them."""
    file = read_file("subjects.toml")
    genres, normative, issuers = (file.texts(name) for name in ("genres", "normative", "issuers"))
    found = Subjects(genres, normative, issuers, tuple(read_each(file, "topics", _read).values()))
    file.close()
    return found
