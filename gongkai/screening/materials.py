"""材料: what somebody wants to publish, cut into passages that know where they stand."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, groupby, takewhile
from typing import NamedTuple

from gongkai.screening.folding import Folded, fold
from gongkai.screening.names import is_name

HEADER_ROWS = 12  # among so many rows at the top the heads of the columns are looked for
PAGE_ROWS = 3  # so many lines with as many words are a table on a page
PASSAGES_LIMIT = 100_000  # of one file; what comes after them is not looked into
SIGNS_LIMIT = 6_000_000  # of all passages
TOO_MUCH = "内容过多，只检查了前面的部分，请拆成几个文件"
LONGEST_TITLE = 40  # characters
LONGEST_HEAD = 12  # characters
DIGITS = re.compile(r"\d{2}")
BROKEN_END, BROKEN_START = re.compile(r"\d{4} ?$"), re.compile(r" ?\d{3,}[Xx]?(?![\d.,、．年月-])")
BROKEN_OVER = 2  # lines over which a number is broken
HEADS = (
    *(
        "姓名",
        "身份证",
        "证件",
        "电话",
        "手机",
        "单位",
        "序号",
        "编号",
        "地址",
        "住址",
        "年龄",
        "出生",
        "性别",
    ),
    *("金额", "备注", "岗位", "职务", "账号", "卡号", "名称", "学历", "日期", "事项", "基数", "工资"),
)


@dataclass(frozen=True)
class Part:
    """A stretch of a passage as the file keeps it, and how to write it anew; None where it cannot be."""

    text: str
    put: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Passage:
    """
    A piece of text: a paragraph, a cell, a comment, a file name.

    `header` is the head of the cell's column, `row` what else stands in its row, `title` what stands over
    the table; `margin` says that it is a page's head or foot; `hidden` that a reader would not see it.
    """

    text: str
    where: str
    header: str = ""
    row: tuple[str, ...] = ()
    title: str = ""
    margin: bool = False
    hidden: bool = False
    again: bool = False  # a cell of a page whose text is a passage already: only lists are read from it
    parts: tuple[Part, ...] = field(default=(), compare=False, repr=False)

    def put(self, text: str) -> bool:
        """Write a text of the same length in place of this one; False when a part cannot be written."""
        start, done = 0, True
        for part in self.parts or (Part(self.text),):
            new = text[start : start + len(part.text)]
            start += len(part.text)
            if new != part.text:
                if part.put is None:
                    done = False
                else:
                    part.put(new)
        return done

    @cached_property
    def folded(self) -> Folded:
        """The text in one form."""
        return fold(self.text)

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table, with others beside it."""
        return len(self.row) > 1

    @cached_property
    def around(self) -> str:
        """The whole row of a cell in one form; the text itself elsewhere."""
        return fold(" ".join(self.row)).text if self.row else self.folded.text


@dataclass(frozen=True)
class Grid:
    """A table: its rows of cells as text, what stands over it, the passage of each cell (-1: blank)."""

    rows: tuple[tuple[str, ...], ...]
    title: str
    head: int  # the row in which the heads of the columns stand, -1 without
    numbers: list[list[int]]

    @property
    def heading(self) -> str:
        """What stands over the table if it can be its title: short, and no sentence."""
        return heading(self.title)

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return self.rows[self.head] if self.head >= 0 else ()

    def head_over(self, row: int, column: int) -> str:
        """Return the head of the column in which a cell below the heads stands."""
        below = self.head >= 0 and row > self.head and column < len(self.heads)
        return self.heads[column].strip() if below else ""

    def columns(self, words: Collection[str]) -> list[int]:
        """Return the columns whose head has one of the words."""
        return [n for n, head in enumerate(self.heads) if any(word in head for word in words)]

    def body(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the rows below the heads with their numbers, without blank ones."""
        below = enumerate(self.rows[self.head + 1 :], self.head + 1)
        return [(n, row) for n, row in below if any(cell.strip() for cell in row)]


@dataclass
class Material:
    """Everything in one file or item that a reader, or a reader with tools, could come to see."""

    name: str
    passages: list[Passage] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    revised: list[int] = field(default_factory=list)  # numbers of passages with revision marks
    boxed: list[int] = field(default_factory=list)  # numbers of passages that stand under a filled box
    unread: list[str] = field(default_factory=list)  # what could not be looked into, in words
    _signs: int = field(default=0, repr=False)

    def add(
        self, text: str | Sequence[Part], where: str, *, margin: bool = False, hidden: bool = False
    ) -> None:
        """Add a piece of text, as such or with its parts; blank text is nothing."""
        parts = () if isinstance(text, str) else tuple(text)
        written = text if isinstance(text, str) else written_as(parts)
        if written.strip() and self._has_room(len(written), 1):
            self.passages.append(Passage(written, where, margin=margin, hidden=hidden, parts=parts))

    def _has_room(self, signs: int, passages: int) -> bool:
        """Whether so much more can be looked into in reasonable time; it is said once where it cannot."""
        self._signs += signs
        room = self._signs <= SIGNS_LIMIT and len(self.passages) + passages <= PASSAGES_LIMIT
        if not room and TOO_MUCH not in self.unread:
            self.unread.append(TOO_MUCH)
        return room

    def add_lines(self, text: str, where: str, put: Callable[[int, str], None] | None = None) -> None:
        """
        Add plain text by lines; neighbours with as many tabs or bars are rows of a table.

        :param put: writes a text of the same length at a place of `text`
        """
        title = ""
        for cells, run in groupby(_numbered(text), key=lambda line: len(cells_of(line.text))):
            lines = list(run)
            if cells > 1 and len(lines) > 1:
                self._add_rows(lines, where, title, put)
                continue
            for together in _unbroken(lines):
                parts = [_part_at(line.text, line.start, put) for line in together]
                broken = [part for each in parts for part in (Part("\n"), each)][1:]
                self.add(broken, f"{where}:{together[0].number}")
            title = lines[-1].text

    def _add_rows(
        self, lines: Sequence["Line"], where: str, title: str, put: Callable[[int, str], None] | None
    ) -> None:
        cells = [_placed_cells(line) for line in lines]
        self.add_grid(
            [[text for _, text in row] for row in cells],
            lambda row, _column: f"{where}:{lines[row].number}",
            title,
            parts=lambda row, column: [_part_at(cells[row][column][1], cells[row][column][0], put)],
        )

    def add_grid(
        self,
        rows: Sequence[Sequence[str]],
        place: Callable[[int, int], str],
        title: str = "",
        *,
        hidden: Callable[[int, int], bool] = lambda _row, _column: False,
        parts: Callable[[int, int], Sequence[Part]] = lambda _row, _column: (),
        again: bool = False,
    ) -> None:
        """
        Add a table, each cell as a passage of its own.

        :param place: tells where the cell of a row and a column (both from 0) stands
        :param title: what stands over the table
        :param parts: tells of which parts a cell is made
        """
        cells = accumulate(map(len, rows))
        fitting = takewhile(
            lambda each: self._has_room(sum(map(len, each[0])), each[1]), zip(rows, cells, strict=True)
        )
        written = tuple(tuple(row) for row, _ in fitting)
        head = head_of(written)
        numbers = tuple(tuple([-1] * len(row)) for row in written)
        grid = Grid(written, title, head, [list(row) for row in numbers])
        for r, row in enumerate(written):
            around = tuple(cell for cell in row if cell.strip())
            for c, cell in enumerate(row):
                if not cell.strip():
                    continue
                header = grid.head_over(r, c)
                grid.numbers[r][c] = len(self.passages)
                self.passages.append(
                    Passage(
                        cell,
                        place(r, c),
                        header,
                        around,
                        title,
                        hidden=hidden(r, c),
                        again=again,
                        parts=tuple(parts(r, c)),
                    )
                )
        self.grids.append(grid)

    def add_rows_again(self, lines: Sequence[Sequence[str]], where: str) -> None:
        """Add the tables among the lines of a page, each cut into cells, to be read as lists."""
        title = ""
        for cells, run in groupby(lines, key=len):
            rows = list(run)
            if cells > 1 and len(rows) >= PAGE_ROWS:
                self.add_grid(rows, lambda _r, _c: where, title, again=True)
            title = next((" ".join(row) for row in reversed(rows) if row), title)


def heading(title: str) -> str:
    """Return what stands over a table if it can be its title, nothing for a sentence."""
    return title if len(title) <= LONGEST_TITLE and not title.rstrip().endswith(("。", "；", "：")) else ""


def written_as(parts: Sequence[Part]) -> str:
    """Return the text that parts make together."""
    return "".join(part.text for part in parts)


def cells_of(line: str) -> list[str]:
    """Return the cells of a line kept apart by tabs or upright bars; one for any other line."""
    if "|" in line:
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in line.split("\t")]


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as sheets have it: row 1, column 2 (from 0) is C2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class Line(NamedTuple):
    """A line of plain text, its number from 1, and the place in the text where it begins."""

    number: int
    text: str
    start: int


def _numbered(text: str) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        written = line.splitlines()[0]
        if written.strip():
            yield Line(number, written, start)
        start += len(line)


def _unbroken(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines, those together between which a long number seems to be broken: 3504…⏎2242."""
    together: list[Line] = []
    for line in lines:
        broken = together and BROKEN_END.search(together[-1].text) and BROKEN_START.match(line.text)
        if together and (not broken or len(together) == BROKEN_OVER):
            yield together
            together = []
        together.append(line)
    if together:
        yield together


def _placed_cells(line: Line) -> list[tuple[int, str]]:
    """Return the cells of a line with the places in the text where they begin."""
    found, place = [], 0
    for cell in cells_of(line.text):
        place = line.text.index(cell, place)
        found.append((line.start + place, cell))
        place += len(cell)
    return found


def _part_at(text: str, start: int, put: Callable[[int, str], None] | None) -> Part:
    return Part(text, partial(put, start) if put else None)


def head_of(rows: Sequence[Sequence[str]]) -> int:
    """Return the row in which the heads of the columns stand, -1 when there is none."""
    if not rows:
        return -1
    top = [[cell.strip() for cell in row if cell.strip()] for row in rows[:HEADER_ROWS]]
    known = [sum(any(word in cell for word in HEADS) for cell in set(row)) for row in top]
    for n, row in enumerate(top):
        if len(set(row)) > 1 and known[n] > 1:
            return n
    plain = [n for n, row in enumerate(top) if _is_plain(row)]
    named = next((n for n in plain if known[n] and n + 1 < len(rows)), -1)
    first = next((n for n, row in enumerate(top) if len(set(row)) > 1), -1)
    if named < 0 and plain and _heads_names(top, plain[0]):
        return plain[0]
    numbered = any(DIGITS.search(cell) for row in rows[first + 1 :] for cell in row)
    return named if named >= 0 else first if first in plain and numbered else -1


def title_over(rows: Sequence[Sequence[str]]) -> str:
    """Return what stands over the heads of the columns: the last row before them with one cell."""
    head = head_of(rows)
    alone = [row for row in rows[: head if head > 0 else 2] if sum(map(bool, row)) == 1]
    return next((cell for row in reversed(alone) for cell in row if cell), "")


def _heads_names(rows: Sequence[Sequence[str]], head: int) -> bool:
    """Whether below a row without names there is a column of nothing but names: 承租人 over 王国栋."""
    below = [row for row in rows[head + 1 :] if len(row) == len(rows[head])]
    columns = list(zip(*below, strict=True))
    return not any(map(is_name, rows[head])) and any(all(map(is_name, column)) for column in columns)


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether cells can be heads of columns: several, short and without numbers."""
    short = all(len(cell) <= LONGEST_HEAD and not DIGITS.search(cell) for cell in cells)
    return len(set(cells)) > 1 and short
