"""What a cell is called in words: its row with the merged heading beside it, its column with that above."""

from gongkai.rules.formats import Column, ReportFormat, Row, Table

PARTIAL = "（区分处理"  # where the long label of （二）部分公开 is cut for a list


def row_label(table: Table, row: Row) -> str:
    """Return the printed name of a row, short, with the merged heading where the name alone is not clear."""
    name, path = row.label.split(PARTIAL)[0], table.path_of(row)
    return f"{path[-1].label} {name}" if len(path) > 1 else name


def column_label(table: Table, column: Column) -> str:
    """Return the printed name of a column with the merged heading above it, where there are several."""
    path = [group.label for group in table.column_path(column)][-1:]
    return "，".join((*path, column.label))


def place_label(table: Table, row: Row, column: Column) -> str:
    """Return the printed place of a cell; where the row has no name, the heading above the column."""
    label = row_label(table, row)
    heads = [] if label else [group.label for group in table.column_path(column)][-1:]
    return "，".join(part for part in (label, *heads, column.label) if part)


def cell_label(report_format: ReportFormat, key: str) -> str:
    """Return the printed place of a cell by its name: （一）予以公开，自然人."""
    table, row, column = key.split(".")
    known = report_format.table(table)
    return place_label(known, known.row(row), known.column(column))
