"""The verbs of the annual report; the only writers of its tables."""

from gongkai.reports.actions.fixing import correct_report, freeze_report
from gongkai.reports.actions.numbers import clear_override, enter_cells, override_cell, refill
from gongkai.reports.actions.opening import enter_report, open_report
from gongkai.reports.actions.publishing import publish_report, submit_report
from gongkai.reports.actions.writing import answer_finding, write_section

__all__ = [
    "answer_finding",
    "clear_override",
    "correct_report",
    "enter_cells",
    "enter_report",
    "freeze_report",
    "open_report",
    "override_cell",
    "publish_report",
    "refill",
    "submit_report",
    "write_section",
]
