"""Checks of an annual report's numbers and prose: pure functions, used when writing and when reading one."""

from gongkai.reports.checks.across import check_period, check_register, check_units
from gongkai.reports.checks.balances import Balance, Side, Term, balances
from gongkai.reports.checks.findings import Finding, Number, Tables, Where
from gongkai.reports.checks.prose import check_prose
from gongkai.reports.checks.tables import check_tables

__all__ = [
    "Balance",
    "Finding",
    "Number",
    "Side",
    "Tables",
    "Term",
    "Where",
    "balances",
    "check_period",
    "check_prose",
    "check_register",
    "check_tables",
    "check_units",
]
