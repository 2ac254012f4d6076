"""The statutory tables where they were flattened into running text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from gongkai.reports.reading import labels
from gongkai.reports.reading.found import BY_LIKENESS, FoundRow, FoundTable, columns_for, era_of, keeps_order
from gongkai.reports.reading.lexing import Token, figures_behind_words, longest_rising, lost_rows, printed_row

COLUMNS_OF_REMEDIES = 15
UNNUMBERED = {"other_org": "other_misc", "total": "total"}
UNREAD = 80  # characters of what stands where the numbers of the remedies should
ROWS_OF_A_TABLE = 10  # of twenty-four or so: fewer may be prose
HEADINGS_OF_REMEDIES = 8  # of nineteen: fewer may be prose


def find(tokens: Sequence[Token], text: str) -> dict[str, FoundTable]:
    """Find the three tables among the labels of a text."""
    return {
        "proactive": _proactive(tokens, text),
        "requests": _requests(tokens, text),
        "remedies": _remedies(tokens, text),
    }


def _proactive(tokens: Sequence[Token], text: str) -> FoundTable:
    table = FoundTable("proactive")
    start = next((i for i, _ in enumerate(tokens) if _opens_proactive(tokens, i)), None)
    if start is None:
        return table
    table.is_announced = True
    region = _until(tokens, start, _closes_proactive)
    header: list[str] = []
    every = [t.label.id for t in region if t.label.kind == "column"]
    for token in region:
        if token.label.kind == "block":
            header = []
        elif token.label.kind == "column" and token.label.table == "proactive":
            header.append(token.label.id)
        elif token.label.kind == "row" and token.is_followed:
            columns = columns_for(token.label.id, header, era_of(every))
            table.rows.append(_row(token, token.label.id, columns))
        for lost in _lost(token, table.rows, "proactive"):
            columns = columns_for(lost.id or "", header, era_of(every))
            table.rows.append(replace(lost, columns=columns))
    table.rows = _first_of_each(table.rows)
    _finish(table, region, text)
    return table


def _opens_proactive(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.label.table != "proactive" or token.label.kind not in ("block", "stub") or token.rest.strip():
        return False
    following = tokens[at + 1].label.kind if at + 1 < len(tokens) else ""
    return following in ("block", "stub", "column")


def _closes_proactive(token: Token) -> bool:
    label = token.label
    in_requests = label.table == "requests" and label.kind in ("stub", "row", "group")
    return in_requests or (label.kind == "section" and label.id in ("requests", "remedies", "problems"))


def _requests(tokens: Sequence[Token], text: str) -> FoundTable:
    table = FoundTable("requests")
    starts = [i for i, token in enumerate(tokens) if _is_row(token, "new")]
    announced = [i for i, token in enumerate(tokens) if _is_corner(token)]
    table.is_announced = bool(starts or announced)
    start = next(iter(starts or announced), None)
    if start is None:
        return table
    region = _until(tokens, start, _closes_requests)
    rows: list[FoundRow] = []
    for token in region:
        if row_id := _row_id(token, rows):
            rows.append(_row(token, row_id))
        lost = _lost(token, rows, "requests")
        rows += lost or _continued(token)
    table.rows = in_order(rows)
    table.note_again(_rows_elsewhere(tokens, starts[1:]) if starts else ())
    corner = [i for i in announced if i < start]
    above = [t.label.id for t in tokens[corner[-1] if corner else start : start] if t.label.kind == "column"]
    table.is_in_order = keeps_order(above)
    _finish(table, [*tokens[corner[-1] : start], *region] if corner else region, text)
    return table


def _rows_elsewhere(tokens: Sequence[Token], starts: Sequence[int]) -> list[FoundRow]:
    """Return the rows of further tables of requests: two editions in one file, or the year before."""
    found: list[FoundRow] = []
    for start in starts:
        ids = [(token, _row_id(token, ())) for token in _until(tokens, start, _closes_requests)]
        rows = [_row(token, row_id) for token, row_id in ids if row_id]
        found += rows if len(rows) >= ROWS_OF_A_TABLE else []
    return found


def _continued(token: Token) -> list[FoundRow]:
    is_row = token.label.kind == "row" and token.label.table == "requests" and not token.is_followed
    figures = figures_behind_words(token) if is_row else ""
    printed = printed_row(token.label.text, figures)
    found = FoundRow(token.label.id, token.label.text, printed, BY_LIKENESS, at=token.end)
    return [found] if figures else []


def _row_id(token: Token, rows: Sequence[FoundRow]) -> str | None:
    label = token.label
    if label.kind == "row" and label.table == "requests" and token.is_followed:
        return label.id
    # “3.其他” and “（七）总计” that lost their numbers look like the headings of columns.
    is_behind_rows = label.kind == "column" and rows and re.search(r"\d", token.figures)
    return UNNUMBERED.get(label.id) if is_behind_rows else None


def in_order(rows: Sequence[FoundRow]) -> list[FoundRow]:
    """Keep of the rows of the table of requests a longest run in statutory order."""
    order = labels.order("requests")
    return [rows[i] for i in longest_rising([order.index(row.id or "") for row in rows])]


def _closes_requests(token: Token) -> bool:
    label = token.label
    return label.kind == "section" or (label.table == "remedies" and label.kind == "group")


def _lost(token: Token, rows: Sequence[FoundRow], table_id: str) -> list[FoundRow]:
    """Return rows with misprinted labels behind a token: each is like one of the rows that come next."""
    order = labels.order(table_id)
    found: list[FoundRow] = []
    for words, figures in lost_rows(token):
        behind = [order.index(row.id) for row in (*rows, *found) if row.id]
        start = max(behind, default=-1) + 1
        if match := labels.best_of(words, order[start : start + 3], table_id):
            printed = printed_row(words, figures)
            found.append(FoundRow(match[0], words, printed, BY_LIKENESS, at=token.end))
    return found


def _remedies(tokens: Sequence[Token], text: str) -> FoundTable:
    table = FoundTable("remedies")
    run: list[Token] = []
    headings: list[Token] = []
    for token in tokens:
        run = [*run, token] if _is_heading(token) else []
        headings = run if len(run) >= HEADINGS_OF_REMEDIES else headings
        has_numbers = bool(re.search(r"\d", token.figures))
        if headings is run and run and has_numbers:
            break
        run = [] if has_numbers or token.rest.strip() else run
    if not headings:
        return table
    table.is_announced = True
    last = headings[-1]
    columns = sum(1 for token in headings if token.label.kind == "column")
    has_figures = bool(re.search(r"\d", last.figures))
    if has_figures or (columns >= COLUMNS_OF_REMEDIES and text[last.end :].strip(" |\n")):
        figures = last.figures if has_figures or not re.search(r"\d", last.rest) else last.rest[:UNREAD]
        table.rows = [FoundRow("count", "", printed_row("", figures), at=last.end)]
    _finish(table, headings, text)
    return table


def _is_heading(token: Token) -> bool:
    label = token.label
    return label.kind in ("group", "column") and (label.table == "remedies" or label.id == "total")


def _is_row(token: Token, row_id: str) -> bool:
    label = token.label
    return (label.kind, label.table, label.id) == ("row", "requests", row_id) and token.is_followed


def _is_corner(token: Token) -> bool:
    return (token.label.kind, token.label.table) == ("stub", "requests") and not token.rest.strip()


def _until(tokens: Sequence[Token], start: int, closes: Callable[[Token], bool]) -> list[Token]:
    region = [tokens[start]]
    for token in tokens[start + 1 :]:
        if closes(token):
            break
        region.append(token)
    return region


def _row(token: Token, row_id: str, columns: tuple[str, ...] = ()) -> FoundRow:
    printed = printed_row(token.label.text, token.figures)
    return FoundRow(row_id, token.label.text, printed, columns=columns, at=token.end)


def _first_of_each(rows: Sequence[FoundRow]) -> list[FoundRow]:
    kept: dict[str | None, FoundRow] = {}
    for row in rows:
        if row.id not in kept or (row.printed.numbers and not kept[row.id].printed.numbers):
            kept[row.id] = row
    return list(kept.values())


def _finish(table: FoundTable, region: Sequence[Token], text: str) -> None:
    """Note where the table stands, and whether the text ends inside it; a row without its figures is none."""
    used = [token for token in region if token.is_followed and token.label.kind != "section"]
    if not used:
        return
    last = used[-1]
    end = last.end + len(last.figures)
    table.spans.append((used[0].start, end))
    if text[end:].strip():
        return
    table.is_cut = True
    if last.label.kind == "row" and not last.figures.strip(" |\n"):
        table.rows = [row for row in table.rows if row.id != last.label.id]
    else:
        table.is_last_doubtful = True
