"""与台账、所属单位和统计期限的核对。"""

from datetime import date

from gongkai.reports.checks import check_period, check_register, check_units
from gongkai.rules import formats

Y2021 = formats.load("y2021")


def test_a_cell_that_differs_from_the_register_is_an_error() -> None:
    tables = {"requests": {"new": {"natural_person": 18, "business": 0}}}
    register = {"requests": {"new": {"natural_person": 19, "business": 0}}}

    (finding,) = check_register(Y2021, tables, register)

    assert (finding.rule, finding.severity) == ("F8", "error")
    assert (finding.expected, finding.found, finding.where.column) == (19, 18, "natural_person")


def test_an_aggregate_is_the_sum_of_its_units() -> None:
    units = [{"requests": {"new": {"total": number}}} for number in (3, 4, None)]

    assert check_units(Y2021, {"requests": {"new": {"total": 7}}}, units) == []
    (finding,) = check_units(Y2021, {"requests": {"new": {"total": 8}}}, units)
    assert (finding.rule, finding.expected, finding.found) == ("F11", 7, 8)


def test_a_period_that_ends_on_29_december_is_a_warning() -> None:
    assert check_period(2018, date(2018, 1, 1), date(2018, 12, 31)) == []
    (finding,) = check_period(2018, date(2018, 1, 1), date(2018, 12, 29))
    assert (finding.rule, finding.severity) == ("F9", "warning")
    assert "2018年12月29日" in finding.message
