"""Tables without ruling lines: numbers in columns one below the other, with labels to their left."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reports.reading.forms.lines import Line, joined
from gongkai.reports.reading.forms.sheets import Sign
from gongkai.reports.reading.numbers import is_value

FEWEST = 3  # rows of a table
ALONE = 10  # numbers in a row that needs no others beside it
BEGINS, AHEAD = 3, 40  # lines in which the first number stands, lines looked at to see where they stand
UNLABELLED = 3  # numbers on a line that has no label: it stands above and below
CLOSE = 1.2  # times the height of a line: middles so near are one column
NEAR = 0.9  # and a line so near above or below goes with a label
FREE = 0.15  # share of lines that may run over the channel between two columns of labels
CHANNEL = 0.35  # of the height of a line: how wide a channel is

Row = tuple[Line, ...]


def columned(lines: Sequence[Line]) -> Iterator[Line | list[Row]]:
    """Go through lines; runs of them with numbers in columns come as the rows of a table."""
    at = 0
    while at < len(lines):
        end = _end_of_run(lines, at)
        columns = _columns([line for line in lines[at:end] if _is_row(line)])
        if columns:
            yield list(_rows(lines[at:end], columns))
            at = end
        else:
            yield lines[at]
            at += 1


def _numbers(line: Line) -> list[Line]:
    """Return the pieces at the end of a line that are numbers."""
    numbers: list[Line] = []
    for piece in reversed(line.pieces):
        if not is_value(piece.text):
            break
        numbers.insert(0, piece)
    return numbers


def _is_row(line: Line) -> bool:
    numbers = _numbers(line)
    return bool(numbers) and (len(numbers) < len(line.pieces) or len(numbers) >= UNLABELLED)


def _end_of_run(lines: Sequence[Line], at: int) -> int:
    """Return where a run of rows that begins here ends; parts of their labels stand between them."""
    if not any(_is_row(line) for line in lines[at : at + BEGINS]):
        return at
    edge = min((_numbers(line)[0].box[0] for line in lines[at : at + AHEAD] if _is_row(line)), default=0.0)
    end = place = at
    while place < len(lines):
        line = lines[place]
        if place > at and line.box[1] - lines[place - 1].box[3] > 3 * line.height:
            break
        if _is_row(line):
            end = place + 1
        elif line.box[2] > edge:
            break
        place += 1
    while end < place and lines[end].box[1] - lines[end - 1].box[3] < NEAR * lines[end].height / 2:
        end += 1
    return end


def _columns(rows: Sequence[Line]) -> list[float]:
    """Return the middles of the columns of numbers; none where they do not stand one below the other."""
    if len(rows) < FEWEST and not any(len(_numbers(row)) >= ALONE for row in rows):
        return []
    numbers = [piece for row in rows for piece in _numbers(row)]
    columns: list[list[float]] = []
    for piece in sorted(numbers, key=_middle):
        if columns and _middle(piece) - columns[-1][-1] < CLOSE * piece.height:
            columns[-1].append(_middle(piece))
        else:
            columns.append([_middle(piece)])
    often = [column for column in columns if 2 * len(column) >= len(rows)]
    strays = len(numbers) - sum(map(len, often))
    return [sum(column) / len(column) for column in often] if strays * 10 <= len(numbers) else []


def _middle(piece: Line) -> float:
    return (piece.box[0] + piece.box[2]) / 2


def _level(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _rows(run: Sequence[Line], columns: Sequence[float]) -> Iterator[Row]:
    """Yield for each line of numbers its label and a cell for each column, blank ones too."""
    rows = [line for line in run if _is_row(line)]
    edge = _edge(rows, columns)
    inner, outer = _labels(run, edge)
    own: dict[int, list[Line]] = {number: [] for number in range(len(rows))}
    further: dict[int, list[Line]] = {number: [] for number in range(len(rows))}
    for pieces, taken in ((inner, own), (outer, further)):
        for piece in pieces:
            taken[_nearest([_level(row) for row in rows], _level(piece))].append(piece)
    for number, row in enumerate(rows):
        numbers = Line(tuple(sign for sign in row.signs if sign.middle[0] >= edge))
        cells = {_nearest(columns, _middle(piece)): piece for piece in numbers.pieces}
        label = _put_together(own[number] or further[number])
        yield (label, *(cells.get(column, Line(())) for column in range(len(columns))))


def _edge(rows: Sequence[Line], columns: Sequence[float]) -> float:
    """Return where the numbers begin: a number may stand so close to its label that no gap parts them."""
    numbers = [piece for row in rows for piece in _numbers(row)]
    return min(piece.box[0] for piece in numbers if _nearest(columns, _middle(piece)) == 0)


def _nearest(places: Sequence[float], place: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - place))


def _labels(run: Sequence[Line], edge: float) -> tuple[list[Line], list[Line]]:
    """Return the parts of labels: those of the innermost column, and those of merged cells to their left."""
    parts = []
    for line in run:
        if signs := tuple(sign for sign in line.signs if sign.middle[0] < edge):
            parts.append(Line(signs))
    channel = _channel(parts)
    inner: list[Line] = []
    outer: list[Line] = []
    for part in parts:
        crosses = any(sign.left < channel < sign.right for sign in part.signs) or _runs_over(part, channel)
        left = () if crosses else tuple(sign for sign in part.signs if sign.right <= channel)
        right = part.signs if crosses else tuple(sign for sign in part.signs if sign.left >= channel)
        outer += [Line(left)] if left else []
        inner += [Line(right)] if right else []
    return inner, outer


def _runs_over(part: Line, channel: float) -> bool:
    """Say whether a label goes on over the channel without a gap there."""
    for before, sign in pairwise(part.signs):
        if before.right <= channel <= sign.left:
            return sign.left - before.right < CHANNEL * part.height
    return False


def _channel(parts: Sequence[Line]) -> float:
    """Return the rightmost place where a white channel parts two columns of labels, else their left edge."""
    if not parts:
        return 0.0
    left, right = min(part.box[0] for part in parts), max(part.box[2] for part in parts)
    step = parts[0].height * CHANNEL
    place = right - 2 * parts[0].height
    while place > left + step:
        over = sum(
            any(s.left < place + step / 2 and s.right > place - step / 2 for s in p.signs) for p in parts
        )
        behind = sum(part.box[2] > place for part in parts)
        before = sum(part.box[0] < place for part in parts)
        if over <= FREE * len(parts) and behind * 2 > len(parts) and before > 1:
            return place
        place -= step / 2
    return left - 1


def _put_together(lines: Sequence[Line]) -> Line:
    if len(lines) < 2:
        return lines[0] if lines else Line(())
    left, top, right, bottom = lines[0].box
    for line in lines[1:]:
        left, right, bottom = min(left, line.box[0]), max(right, line.box[2]), max(bottom, line.box[3])
    sureness = min(line.sureness for line in lines)
    return Line((Sign(joined(lines), left, top, right, bottom, sureness),))
