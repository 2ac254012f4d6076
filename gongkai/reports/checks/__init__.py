"""Checks of an annual report's numbers and prose: pure functions, used when writing and when reading one."""

from gongkai.reports.checks.across import check_period, check_register, check_units
from gongkai.reports.checks.balances import Balance, Side, Term, balances
from gongkai.reports.checks.binding import Binding
from gongkai.reports.checks.findings import Finding, Number, Tables, Where
from gongkai.reports.checks.prose import check_prose, read_quantities
from gongkai.reports.checks.stale import check_empty
from gongkai.reports.checks.tables import check_tables
from gongkai.reports.checks.words import Texts, check_words

__all__ = [
    "Balance",
    "Binding",
    "Finding",
    "Number",
    "Side",
    "Tables",
    "Term",
    "Texts",
    "Where",
    "balances",
    "check_empty",
    "check_period",
    "check_prose",
    "check_register",
    "check_tables",
    "check_units",
    "check_words",
    "read_quantities",
]
