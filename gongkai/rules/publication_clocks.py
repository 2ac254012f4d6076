"""主动公开期限: which deadline rule a kind of information is published by, and which day starts it."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.deadlines import UnknownRule, rule
from gongkai.rules.tables import Row, read_each, read_file

DAYS = ("formed_on", "effective_on")


@dataclass(frozen=True)
class PublicationClock:
    """One kind of information: where it stands, its deadline rule, and the field with the first day."""

    code: str
    label: str
    statutory_codes: tuple[str, ...]
    columns: tuple[str, ...]
    rule: str
    starts: str
    hint: str

    @property
    def is_general(self) -> bool:
        """Whether it takes whatever no other clock takes."""
        return not (self.statutory_codes or self.columns)

    @property
    def words(self) -> str:
        """What it is called, with its period."""
        return f"{self.label}，{rule(self.rule).versions.latest.value.label}"


def publication_clock(*, statutory_code: str, column: str) -> PublicationClock:
    """Return the clock for information in a column, by its statutory item and its own code."""
    return next(
        clock
        for clock in publication_clocks().values()
        if clock.is_general or statutory_code in clock.statutory_codes or column in clock.columns
    )


@cache
def publication_clocks() -> dict[str, PublicationClock]:
    """
    Return the clocks by code, in the order in which they are tried.

    :raises BadRuleFile: the last one does not take the rest, or another does, or names no rule or day
    """
    file = read_file("publication_clocks.toml")
    found = read_each(file, "clocks", _read)
    file.close()
    *others, last = found.values()
    if not last.is_general or any(clock.is_general for clock in others):
        raise file.error("只有最后一类信息没有条件")
    return found


def _read(code: str, row: Row) -> PublicationClock:
    clock = PublicationClock(
        code=code,
        label=row.text("label"),
        statutory_codes=row.texts("statutory_codes", ()),
        columns=row.texts("columns", ()),
        rule=row.text("rule"),
        starts=row.text("starts"),
        hint=row.text("hint"),
    )
    if clock.starts not in DAYS:
        raise row.error(f"“starts”只能是：{'、'.join(DAYS)}")
    try:
        rule(clock.rule)
    except UnknownRule as error:
        raise row.error(str(error)) from error
    return clock
