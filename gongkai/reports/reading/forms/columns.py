"""Tables without ruling lines: numbers that stand in columns one below the other."""

from collections.abc import Iterator, Sequence

from gongkai.reports.reading.forms.lines import Line, joined
from gongkai.reports.reading.forms.sheets import Sign
from gongkai.reports.reading.numbers import is_value

FEWEST = 3  # rows of a table
CLOSE = 1.2  # times the height of a line: middles so near are one column
WRAPPED = 1.4  # and a line so near above or below goes with its label

Row = tuple[Line, ...]


def columned(lines: Sequence[Line]) -> Iterator[Line | list[Row]]:
    """Go through lines; runs of them with numbers in columns come as the rows of a table."""
    run: list[Line] = []
    for line in lines:
        if _is_row(line) or (run and _goes_on(run[-1], line)):
            run.append(line)
            continue
        yield from _finished(run)
        run = []
        yield line
    yield from _finished(run)


def _is_row(line: Line) -> bool:
    pieces = line.pieces()
    return len(pieces) > 1 and is_value(pieces[-1].text) and not is_value(pieces[0].text)


def _goes_on(before: Line, line: Line) -> bool:
    """Say whether a line is the rest of a label that was too long for its column."""
    pieces, above = line.pieces(), before.pieces()
    is_close = line.box[1] - before.box[3] < (WRAPPED - 1) * line.height
    return is_close and len(pieces) == 1 and len(above) > 1 and line.box[2] <= above[1].box[0]


def _finished(run: Sequence[Line]) -> Iterator[Line | list[Row]]:
    while run and not _is_row(run[-1]):  # what stands below is text again
        run, rest = run[:-1], run[-1]
        yield from _finished(run)
        yield rest
        return
    rows = [line for line in run if _is_row(line)]
    columns = _columns(rows) if len(rows) >= FEWEST else []
    if not columns:
        yield from run
        return
    yield list(_rows(run, columns))


def _columns(rows: Sequence[Line]) -> list[float]:
    """Return the middles of the columns of numbers; none where they do not stand one below the other."""
    numbers = [piece for row in rows for piece in row.pieces() if is_value(piece.text)]
    columns: list[list[float]] = []
    for piece in sorted(numbers, key=_middle):
        if columns and _middle(piece) - columns[-1][-1] < CLOSE * piece.height:
            columns[-1].append(_middle(piece))
        else:
            columns.append([_middle(piece)])
    often = [column for column in columns if 2 * len(column) >= len(rows)]
    strays = sum(len(column) for column in columns if column not in often)
    return [sum(column) / len(column) for column in often] if strays * 10 <= len(numbers) else []


def _middle(piece: Line) -> float:
    return (piece.box[0] + piece.box[2]) / 2


def _rows(run: Sequence[Line], columns: Sequence[float]) -> Iterator[Row]:
    waiting: list[Line] = []
    for line in run:
        if waiting and _is_row(line):
            yield _row(waiting, columns)
            waiting = []
        waiting.append(line)
    yield _row(waiting, columns)


def _row(lines: Sequence[Line], columns: Sequence[float]) -> Row:
    """Return the label of a row, put together from its lines, and a cell for each column, blank ones too."""
    first, *rest = lines
    words = [piece for piece in first.pieces() if not is_value(piece.text)]
    cells: dict[int, Line] = {}
    for piece in first.pieces():
        if is_value(piece.text):
            cells[min(range(len(columns)), key=lambda n: abs(columns[n] - _middle(piece)))] = piece
    label = _label([*words[:1], *rest])
    return (label, *words[1:], *(cells.get(number, Line(())) for number in range(len(columns))))


def _label(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    box = lines[0].box
    signs = [sign for line in lines for sign in line.signs]
    text = joined(lines)
    return Line((Sign(text, *box[:3], lines[-1].box[3], min(sign.sureness for sign in signs)),))
