"""An arrangement of holidays for any year, as if it had been announced."""

from gongkai.rules.year_tables import YearTable, read_year

TEXT = """year = {year}
[holidays]
"元旦" = [{year}-01-01]
"春节" = [{year}-02-05, {year}-02-06, {year}-02-07, {year}-02-08]
"清明节" = [{year}-04-05]
"劳动节" = [{year}-05-01, {year}-05-02]
"端午节" = [{year}-06-09]
"中秋节" = [{year}-09-15]
"国庆节" = [{year}-10-01, {year}-10-02, {year}-10-03]
"""


def arrangement(year: int, *, more: str = "") -> YearTable:
    """Return the table of a year; `more` is further lines of holidays."""
    return read_year(TEXT.format(year=year) + more)
