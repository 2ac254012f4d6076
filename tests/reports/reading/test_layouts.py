"""读取年报：网页转成文本后的各种排法，合并的格、空白格、拆成两行的表头。"""

from collections.abc import Callable, Sequence

import pytest

from gongkai.reports.reading import read
from gongkai.reports.reading.result import ReadReport
from gongkai.rules import formats
from tests.reports.reading.printing import Cells, assembled, cells_read, grid, make_cells

Layout = Callable[[Sequence[str], int], str]
YEARS = {"y2019": 2020, "y2021": 2024}
REQUESTS = {
    "new": [56, 3, 0, 0, 0, 0, 59],
    "carried_in": [4, 0, 0, 0, 0, 0, 4],
    "granted": [18, 1, 0, 0, 0, 0, 19],
    "unavailable_not_held": [31, 2, 0, 0, 0, 0, 33],
    "refused_repeat": [10, 0, 0, 0, 0, 0, 10],
    "total": [59, 3, 0, 0, 0, 0, 62],
    "carried_out": [1, 0, 0, 0, 0, 0, 1],
}
REMEDIES = {"count": [5, 0, 0, 2, 7, 8, 0, 0, 1, 9, 0, 0, 0, 0, 0]}


def bar_behind(row: Sequence[str], left: int) -> str:
    """Each cell on its line with a bar behind it, the merged columns as bars on a line of their own."""
    return "\n".join(f"{cell} |".strip() for cell in row) + ("\n" + "|" * left if left else "")


def bar_before(row: Sequence[str], left: int) -> str:
    """A bar alone begins each row, the merged columns follow its last cell."""
    return "|\n" + "\n".join(f"{cell} |".strip() for cell in row) + (" " + "|" * left if left else "")


def bar_between(row: Sequence[str], left: int) -> str:
    """A cell and a bar in turn, each on its line."""
    return "\n".join(f"{cell}\n|" for cell in row)


def bar_around(row: Sequence[str], left: int) -> str:
    """A bar before the label, cells and bars in turn, the merged columns as bars."""
    return "| " + "\n".join(f"{cell}\n|" for cell in row) + ("\n" + "|" * left if left else "")


def in_line(row: Sequence[str], left: int) -> str:
    """A row on its line without the merged columns."""
    return " | ".join(row) + " |"


def in_line_filled(row: Sequence[str], left: int) -> str:
    """A row on its line, the merged columns as bars at its end."""
    return " | ".join(row) + " | " + "|" * left


def differing(cells: Cells, report: ReadReport) -> list[tuple[str, str, str]]:
    """Return the cells that are read otherwise than printed."""
    found = cells_read(report)
    each = [(t, r, c) for t, rows in cells.items() for r, columns in rows.items() for c in columns]
    return [(t, r, c) for t, r, c in each if found.get((t, r, c), ("missing", 0))[0] != cells[t][r][c]]


LAYOUTS = [bar_behind, bar_before, bar_between, bar_around, in_line, in_line_filled]


def printed(code: str, cells: Cells, layout: Layout) -> str:
    report = formats.load(code)

    def table_of(table: formats.Table) -> str:
        rows = grid(table, cells)
        width = max(map(len, rows))
        return "\n".join(layout(row, width - len(row)) for row in rows)

    return assembled(report, YEARS[code], "\n", table_of)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("code", YEARS)
def test_every_layout_of_a_page_turned_into_text(code: str, layout: Layout) -> None:
    cells = make_cells(code, requests=REQUESTS, remedies=REMEDIES)

    report = read(printed(code, cells, layout).encode(), "page.txt")

    assert differing(cells, report) == []
    assert [sure for _, sure in cells_read(report).values() if sure < 0.9] == []
    assert report.findings == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("code", YEARS)
def test_blank_cells_keep_their_places(code: str, layout: Layout) -> None:
    cells = make_cells(code, requests=REQUESTS, remedies=REMEDIES)
    for row in cells["requests"].values():
        row.update({column: None for column, number in row.items() if number == 0})

    report = read(printed(code, cells, layout).encode(), "page.txt")

    assert differing(cells, report) == []
    assert [finding for finding in report.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("layout", [in_line, in_line_filled])
def test_a_heading_cut_into_two_rows(layout: Layout) -> None:
    cells = make_cells("y2021", requests=REQUESTS, remedies=REMEDIES)
    text = printed("y2021", cells, layout)
    whole = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |"
    assert whole in text

    halves = "商业 | 科研 | 社会公益组织 | 法律服务机构 | 其他 |\n企业 | 机构 |"
    report = read(text.replace(whole, halves).encode(), "page.txt")

    assert differing(cells, report) == []
    assert [finding for finding in report.findings if finding.severity == "error"] == []
