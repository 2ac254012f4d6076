"""卷宗目录: which papers the file of a closed request must hold before it goes to the archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.rules.deadlines import Certainty
from gongkai.rules.tables import Row, read_each, read_file


@dataclass(frozen=True)
class FilePaper:
    """One sort of paper, why it belongs into the file, and how sure that is."""

    code: str
    label: str
    basis: str
    certainty: Certainty
    without: tuple[str, ...]  # kinds of letters that need not be there


@cache
def file_papers() -> Mapping[str, FilePaper]:
    """Return the sorts of papers by code, in the order of the list."""
    file = read_file("case_file.toml")
    papers = read_each(file, "papers", _read)
    file.close()
    return papers


def _read(code: str, row: Row) -> FilePaper:
    certainty = row.choice("certainty", Certainty)
    return FilePaper(code, row.text("label"), row.text("basis"), certainty, row.texts("without", ()))
