"""人工更正: what another number in a cell would do to the sums, before anybody saves it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.office.forms.reports import CellForm
from gongkai.office.reports.page import Workbench, cell_label
from gongkai.office.reports.sums import Rule, Sum, Sums, cells_in, sums_of_cells
from gongkai.reports.actions.numbers import find_cell, read_number
from gongkai.reports.document import number_text
from gongkai.reports.errors import NotANumber, UnknownCell


@dataclass(frozen=True)
class CellEffect:
    """A cell with a number in it: its sums as they would stand, and how many hold now."""

    label: str
    value: str
    is_new: bool  # whether it is another number than the one that stands there
    problem: str  # why what was typed is no number for this cell
    rules: tuple[tuple[Rule, tuple[Sum, ...]], ...]
    now: Sums
    then: Sums

    @property
    def broken(self) -> list[Sum]:
        """The sums of this cell that would not hold."""
        return [one for rule, sums in self.rules if rule.is_error for one in sums if one.is_broken]


def effect_of(bench: Workbench, form: CellForm) -> CellEffect | None:
    """Return what the number typed so far would do; nothing before a cell is chosen."""
    name, problem, typed = form.chosen, "", None
    try:
        key, column = find_cell(bench.report.report_format, name)
    except UnknownCell:
        return None
    try:
        typed = read_number(form.typed, column)
    except NotANumber as error:
        problem = str(error)
    cells = cells_in(bench.document)
    stands = cells[key]
    number = stands.value if typed is None else typed
    then = sums_of_cells(bench.report, {**cells, key: replace(stands, value=number)})
    rules = [
        (rule, tuple(one for one in rule.sums if name in one.cells))
        for table in then.tables
        for rule in table.rules
    ]
    return CellEffect(
        cell_label(bench.report, name),
        _written(number),
        number != stands.value,
        problem,
        tuple((rule, sums) for rule, sums in rules if sums),
        bench.sums,
        then,
    )


def _written(number: Decimal | None) -> str:
    return "空" if number is None else number_text(number)
