"""暂定: a last day in a year without its arrangement says so wherever it is written."""

import ast
import re
from datetime import date

import pytest

from gongkai.design.strip import draw
from gongkai.design.words import cn_due
from gongkai.rules.calendar import Calendar
from tests import source

LAST = date(2027, 1, 5)
PRINTED = re.compile(r"\{\{\s*([\w.]*?(\w*(?:due_on|until_on)))\|cn_(?:date|day)\b")
IS_LAST = re.compile(r"due_on|until_on|\blast_day_for_\w+")
# What is written without the mark, since no count of working days leads to it.
CHOSEN = {
    # an end that a person set
    "assignment's end": ("me.html", "each.until_on"),
    "assignment's end of a person": ("person.html", "each.until_on"),
    "unit's own date": ("_row.html", "row.case.unit_due_on"),
    "end of a mourning": ("_mourning.html", "period.until_on"),
    "end of a clean-up": ("cleanup.html", "cleanup.due_on"),
    "period of a list of transfers": ("transfers.html", "made.until_on"),
    "period of one list of transfers": ("transfer.html", "made.until_on"),
    "end of a topic": ("list.html", "topic.until_on"),
    "end of one topic": ("page.html", "topic.until_on"),
    "end of a topic to be read": ("review.html", "topic.until_on"),
    # a day of the law's own, whatever day it is (条例第四十九条)
    "last day of annual reports": ("bodies.html", "found.due_on"),
    "last day of annual reports in a notice": ("notice.html", "found.due_on"),
    # so many months or days on, whatever days they are
    "end of retention": ("_purges.html", "each.due_on"),
    "cycle of a column": ("_line.html", "line.due_on"),
    "cycle of a column that is watched": ("_line.html", "line.beat.due_on"),
}
# The same in sentences, by what is written.
SAID = {
    # what a person set, in the form or in what was told
    "form.given('until_on')",
    "until_on",
    "correction.until_on",
    "made.until_on",
    "date.fromisoformat(event.data['until_on'])",
    # periods that are over
    "last_day_for_notice(case)",
    "last_day_for_notice(self.case)",
    # in a table of months, by month and day; the sheet itself says the year and the mark
    "sheet.due_on",
    # without the year, or with a mark of its own beside it
    "due_on",
}
OVER = {("abuse.py", "case.due_on"), ("extension.py", "case.due_on"), ("payment.py", "case.due_on")}


def test_a_provisional_day_says_so() -> None:
    assert cn_due(LAST, True) == "2027年1月5日（暂定）"
    assert cn_due(LAST, False) == "2027年1月5日"
    assert cn_due(None, True) == ""


@pytest.mark.parametrize(("start", "is_marked"), [(date(2026, 12, 14), True), (date(2026, 3, 2), False)])
def test_the_words_of_a_strip_say_so(start: date, is_marked: bool) -> None:
    calendar = Calendar.default()
    days = list(calendar.days(start, calendar.add_working_days(start, 20).on))

    assert draw(days, today=start).words.endswith("（暂定）到期") is is_marked


def test_every_template_marks_the_last_days_that_it_prints() -> None:
    found = {
        (path.name, match[1])
        for path in source.files("*.html")
        for match in PRINTED.finditer(path.read_text(encoding="utf-8"))
    }

    assert found <= set(CHOSEN.values()), (
        "write the day with cn_last or cn_due, or say why it is never provisional"
    )


def test_every_sentence_marks_the_last_days_that_it_names() -> None:
    found = {
        (path.name, ast.unparse(call.args[0]))
        for path in source.modules(source.PACKAGE)
        for call in source.calls(path)
        if isinstance(call.func, ast.Name) and call.func.id in ("cn_date", "cn_day")
    }
    named = {(name, what) for name, what in found if IS_LAST.search(what)} - OVER

    assert {what for _, what in named} <= SAID, "write the day with cn_last or due_words"
