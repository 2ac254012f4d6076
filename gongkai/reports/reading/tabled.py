"""The statutory tables where the document has real tables, also cut up or with labels lost."""

from collections.abc import Iterator, Sequence

from gongkai.reports.reading import labels
from gongkai.reports.reading.blocks import Document, TableBlock
from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.flattened import in_order
from gongkai.reports.reading.found import (
    BY_LABEL,
    BY_LIKENESS,
    BY_ORDER,
    FoundRow,
    FoundTable,
    columns_for,
    era_of,
    has_remedies_in_order,
    keeps_order,
)
from gongkai.reports.reading.rows import PrintedRow, from_cells, windows

NEWER_ROWS = ("other_no_correction", "other_no_payment", "other_misc")  # of （六）其他处理 since 2021
REQUEST_COLUMNS, REMEDY_COLUMNS = 7, 15
ENOUGH_HEADINGS = 4
EXACT = 0.95  # likeness of a label with the same words
Numbered = tuple[int, PrintedRow]  # the table it stands in, and the row


def find(document: Document) -> dict[str, FoundTable]:
    """Find the three tables among the tables of a document."""
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    rows = [(index, from_cells(row)) for index, table in enumerate(tables) for row in table.rows]
    found = {"proactive": _proactive(rows), "requests": _requests(rows), "remedies": _remedies(rows)}
    for table in found.values():
        groups = [row.group for row in table.rows]
        if groups:  # what stands between the pieces of a table cut up is labels that lost their rows
            table.spans += document.places_between(min(groups), max(groups))
    return found


def _ids(row: PrintedRow, kind: str, table_id: str) -> list[str]:
    spellings = labels.spellings(kind, table_id)
    cores = [labels.core(squash(label)) for label in row.labels]
    return [spellings[words] for words in cores if words in spellings]


def _is_header(row: PrintedRow, table_id: str) -> bool:
    columns = labels.spellings("column", table_id)
    return sum(1 for label in row.labels if labels.core(squash(label)) in columns) >= 2


def _proactive(rows: Sequence[Numbered]) -> FoundTable:
    table = FoundTable("proactive")
    every = [column for _, row in rows for column in _ids(row, "column", "proactive")]
    header: list[str] = []
    is_open = False
    for group, row in rows:
        if _ids(row, "block", "proactive"):
            is_open, header = True, []
        elif columns := _ids(row, "column", "proactive"):
            is_open, header = True, columns
        elif _is_header(row, "requests") or _is_request(row):
            is_open = False
        elif is_open and row.labels and row.cells:
            found = _proactive_row(group, row, header, era_of(every))
            table.rows += [found] if found.id or (header and row.numbers) else []
        table.is_announced |= is_open
    have: dict[str, FoundRow] = {}
    for found in table.rows:
        have.setdefault(found.key, found)
    known, table.rows = table.rows, list(have.values())
    table.note_again(known)
    return table


def _is_request(row: PrintedRow) -> bool:
    return bool(row.labels) and labels.match_row(row.label, "requests") is not None


def _proactive_row(group: int, row: PrintedRow, header: Sequence[str], era: str) -> FoundRow:
    match = _own_label(row, "proactive")
    if match is None:
        return FoundRow(None, row.label, row, columns=tuple(header), group=group)
    label, row_id, sureness = match
    return FoundRow(row_id, label, row.behind(label), sureness, columns_for(row_id, header, era), group)


def _requests(rows: Sequence[Numbered]) -> FoundTable:
    table = FoundTable("requests")
    known: list[FoundRow] = []
    places: dict[int, int] = {}
    for place, (group, row) in enumerate(rows):
        if _is_header(row, "requests") or _is_header(row, "remedies"):
            table.is_announced |= "natural_person" in _ids(row, "column", "requests")
            table.is_in_order &= keeps_order(_ids(row, "column", "requests"))
        elif found := _request_row(group, row):
            known.append(found)
            places[id(found)] = place
    anchors = in_order(known)
    if not anchors:
        return table
    blank: Numbered = (0, from_cells(()))
    moved = _moved(known, anchors)
    gone = {places[id(row)] for row in (*moved, *_repeated(known, anchors))}
    marks = [(places[id(anchor)], anchor) for anchor in anchors]
    others = [blank if place in gone else row for place, row in enumerate(rows)]
    table.rows = [*_with_unlabelled(marks, others, {row.id for row in moved}), *moved]
    table.note_again(known)
    table.is_announced = True
    return table


def _moved(known: Sequence[FoundRow], anchors: Sequence[FoundRow]) -> list[FoundRow]:
    """Return the rows that stand in the wrong place, under a label that leaves no doubt which they are."""
    taken = [row.id for row in known if row.sureness == BY_LABEL]
    have = {row.id for row in anchors}
    return [
        row
        for row in known
        if row.sureness == BY_LABEL and row.id not in have and taken.count(row.id) == 1 and row.printed.cells
    ]


def _repeated(known: Sequence[FoundRow], anchors: Sequence[FoundRow]) -> list[FoundRow]:
    """Return the rows that are printed once more, under a label that leaves no doubt which they are."""
    have = {row.id: row for row in anchors}
    return [row for row in known if row.sureness == BY_LABEL and row.id in have and have[row.id] is not row]


def _request_row(group: int, row: PrintedRow) -> FoundRow | None:
    match = _own_label(row, "requests")
    if match is None:
        return None
    label, row_id, sureness = match
    return FoundRow(row_id, label, row.behind(label), sureness, group=group)


def _own_label(row: PrintedRow, table_id: str) -> tuple[str, str, float] | None:
    """
    Return which label of a row names it, the row that it means, and how sure that is.

    The innermost label may be misprinted; one further out counts only to the letter, and as words in a cell
    follow it then.
    """
    groups = labels.spellings("group", table_id)
    for place, label in enumerate(reversed(row.labels)):
        match = labels.match_row(label, table_id)
        if match and (place == 0 or (match[1] >= EXACT and labels.core(squash(label)) not in groups)):
            return label, match[0], 1.0 if match[1] >= EXACT else BY_LIKENESS
    return None


def _with_unlabelled(
    marks: Sequence[tuple[int, FoundRow]], rows: Sequence[Numbered], moved: set[str | None]
) -> list[FoundRow]:
    """
    Give rows that lost their label the places left between rows that kept it, if they just fill them.

    A label without any cell keeps its place open too; with nothing to fill it, it is a row left blank.
    """
    order = [row_id for row_id in _order_here([row for _, row in marks]) if row_id not in moved]
    empty = {row.id: row for place, row in marks if not row.printed.cells and place < len(rows) - 1}
    found: list[FoundRow] = []
    place, at = -1, -1
    whole = [(mark, row) for mark, row in marks if row.printed.cells and row.id in order]
    for next_place, anchor in [*whole, (len(rows), None)]:
        next_at = order.index(anchor.id or "") if anchor else len(order)
        gap = order[at + 1 : next_at]
        between = [(group, row) for group, row in rows[place + 1 : next_place] if _may_be_request(row)]
        found += _fill(gap, between) if between else [empty[name] for name in gap if name in empty]
        found += [anchor] if anchor else []
        place, at = next_place, next_at
    return found


def _order_here(anchors: Sequence[FoundRow]) -> list[str]:
    # （六）其他处理 is a row in the older format and a heading over three rows, blank or not, in the newer.
    ids = {row.id for row in anchors if row.printed.numbers}
    printed = {row.id for row in anchors if row.printed.cells and row.sureness == BY_LABEL}
    newer = bool(ids & set(NEWER_ROWS) or printed & set(NEWER_ROWS[:2]))
    dropped = {"other"} if newer else set(NEWER_ROWS)
    return [row for row in labels.order("requests") if row not in dropped]


def _may_be_request(row: PrintedRow) -> bool:
    return bool(row.numbers) and bool(windows(row, REQUEST_COLUMNS)) and row.numbers <= REQUEST_COLUMNS


def _fill(gap: Sequence[str], between: Sequence[Numbered]) -> Iterator[FoundRow]:
    misprinted = {
        index: match[0]
        for index, (_, row) in enumerate(between)
        if row.labels and (match := labels.best_of(row.label, gap, "requests"))
    }
    if len(gap) == len(between) and all(gap[i] == row_id for i, row_id in misprinted.items()):
        for row_id, (group, row) in zip(gap, between, strict=True):
            yield FoundRow(row_id, row.label, row, BY_ORDER, group=group)
        return
    for index, (group, row) in enumerate(between):
        if row.labels:
            yield FoundRow(misprinted.get(index), row.label, row, BY_LIKENESS, group=group)


def _remedies(rows: Sequence[Numbered]) -> FoundTable:
    table = FoundTable("remedies")
    blank: FoundRow | None = None
    full: list[FoundRow] = []
    for group, row in rows:
        headings = _ids(row, "column", "remedies")
        table.is_in_order &= has_remedies_in_order(_ids(row, "group", "remedies"), headings)
        if len(headings) >= ENOUGH_HEADINGS:
            table.is_announced = True
            continue
        found = FoundRow("count", "", row, group=group)
        is_full = row.numbers == REMEDY_COLUMNS == len([cell for cell in row.cells if squash(cell)])
        if is_full or (table.is_announced and row.numbers and not full):
            full.append(found)
        elif table.is_announced and blank is None and len(row.cells) >= REMEDY_COLUMNS - 1 and not row.labels:
            blank = found
    table.is_announced |= bool(full)
    table.rows = full[:1] or ([blank] if blank else [])
    table.note_again(full[1:])
    return table
