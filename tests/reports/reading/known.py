"""Reports whose numbers are known: what stands in the files of `tests/reports/files`."""

from gongkai.rules import formats
from tests.reports.reading.printing import Cells, as_html, make_cells

ERAS = {"y2008": 2010, "y2014": 2016, "y2019": 2020, "y2021": 2024}
YEARS = {code: formats.load(code).years_from + 1 for code in formats.available()} | ERAS  # local forms, too
REQUESTS = {
    "new": [13612, 252, 0, 45, 128, 32, 14069],
    "carried_in": [535, 6, 0, 1, 18, 0, 560],
    "granted": [13364, 252, 0, 44, 121, 29, 13810],
    "total": [13364, 252, 0, 44, 121, 29, 13810],
    "carried_out": [783, 6, 0, 2, 25, 3, 819],
}
REMEDIES = {"count": [2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19]}
PROACTIVE = {
    "y2019": {"rules": [3, 1, 74], "licences": [80, -2, 9487], "procurement": [103, 830000]},
    "y2021": {"rules": [3, 0, 74], "licences": [9487], "admin_charges": [7545]},
}
STYLE = "body{font-family:'Noto Serif CJK SC'} table{border-collapse:collapse} td{border:1px solid #000}"


def known_cells(code: str) -> Cells:
    """Return the cells of the report of an era: the tables since 2019 balance, older ones count on."""
    if code in PROACTIVE:
        return make_cells(code, requests=REQUESTS, remedies=REMEDIES, proactive=PROACTIVE[code])
    (table,) = formats.load(code).tables
    names = [(row.id, column) for row in table.rows for column in row.columns]
    cells: Cells = {table.id: {row.id: {} for row in table.rows}}
    for number, (row, column) in enumerate(names):
        cells[table.id][row][column] = None if number % 9 == 4 else number * 37 % 1000
    return cells


def known_page(code: str, *, ruled: bool = True) -> str:
    """Return the report as a web page, with lines round its cells or without."""
    page = as_html(formats.load(code), known_cells(code), YEARS[code])
    style = STYLE if ruled else STYLE.replace("1px solid #000", "0")
    page = page.replace(
        "<table>", '<table border="1" cellspacing="0" cellpadding="2">' if ruled else "<table>"
    )
    return page.replace("<html>", f'<html><head><meta charset="utf-8"><style>{style}</style></head>')
