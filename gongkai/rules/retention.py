"""保存期限: how long private data are kept after a case has come to rest."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.rules.tables import Row, read_file


@dataclass(frozen=True)
class Retention:
    """One period: what it is about, years or days, by which article; `certainty` says who fixed it."""

    code: str
    label: str
    years: int
    days: int
    certainty: str
    basis: str
    file_purposes: tuple[str, ...]

    @property
    def period(self) -> str:
        """How long, in words."""
        return f"{self.years}年" if self.years else f"{self.days}日"

    def until(self, start: date) -> date:
        """Return the last day on which the data are kept; 29 February ends on 28 February."""
        if self.days:
            return start + timedelta(days=self.days)
        try:
            return start.replace(year=start.year + self.years)
        except ValueError:
            return start.replace(year=start.year + self.years, day=28)

    def starts_before(self, today: date) -> date:
        """Return the first day of rest whose period has not passed by `today`; all before it have."""
        if self.days:
            return today - timedelta(days=self.days)
        try:
            return today.replace(year=today.year - self.years)
        except ValueError:
            return today.replace(year=today.year - self.years, month=3, day=1)


@cache
def retentions() -> dict[str, Retention]:
    """Return the periods by their code."""
    file = read_file("retention.toml")
    return {code: _read(code, Row(file.file, code, file.mapping(code))) for code in file.values}


def retention(code: str) -> Retention:
    """Return one period."""
    return retentions()[code]


def _read(code: str, row: Row) -> Retention:
    found = Retention(
        code=code,
        label=row.text("label"),
        years=row.number("years", 0),
        days=row.number("days", 0),
        certainty=row.text("certainty"),
        basis=row.text("basis"),
        file_purposes=row.texts("file_purposes", ()),
    )
    row.close()
    if min(found.years, found.days) < 0 or (found.years > 0) == (found.days > 0):
        raise row.error("“years”和“days”应当写一项，至少为1")
    return found
