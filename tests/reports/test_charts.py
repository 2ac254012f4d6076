"""历年图表：旁边有同样数字的表，缺的年度不连线。"""

from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from gongkai.reports.actions import enter_report
from gongkai.reports.charts import SUBJECTS, Chart, charts_of
from gongkai.reports.models import AnnualReport
from tests.reports.reporting import IN_JANUARY, People, make_people

NUMBERS = (Decimal(18), None, Decimal(46), Decimal(34))


def chart(*values: Decimal | None) -> Chart:
    years = tuple(range(2020, 2020 + len(values)))
    return Chart(SUBJECTS[1], years, (values,))


def test_a_year_without_a_number_breaks_the_line() -> None:
    (line,) = chart(*NUMBERS).lines

    assert [point.year for point in line.points] == [2020, 2022, 2023]
    assert len(line.runs) == 1  # 2022 to 2023; nothing is drawn over 2021


def test_the_axis_ends_at_a_round_number() -> None:
    assert [tick.text for tick in chart(*NUMBERS).ticks] == ["0", "20", "40", "60", "80"]
    assert [tick.text for tick in chart(Decimal(0), Decimal(1)).ticks][-1] == "4"


def test_the_highest_number_stands_highest() -> None:
    (line,) = chart(*NUMBERS).lines

    assert min(line.points, key=lambda point: point.y).text == "46"
    assert line.points[0].x < line.points[1].x < line.points[2].x


def test_those_who_do_not_see_it_are_told() -> None:
    drawn = chart(*NUMBERS)

    html = render_to_string("reports/_chart.html", {"chart": drawn})

    assert drawn.words == "主动公开信息：2020年18条，2023年34条，最多的是2022年，46条。"
    assert drawn.words in html
    assert 'role="img"' in html
    assert '<th scope="row">2021</th>' in html
    assert "<script" not in html
    assert " style=" not in html


def test_of_many_years_not_all_are_written() -> None:
    ticks = chart(*(Decimal(1) for _ in range(18))).year_ticks

    assert [tick.text for tick in ticks][-1] == "2037"
    assert len(ticks) == 9


@pytest.mark.django_db
def test_years_of_several_formats_make_one_line() -> None:
    people = make_people()
    reports = [_entered(people, 2020, "8"), _entered(people, 2022, "5")]

    (drawn,) = charts_of(reports)

    assert drawn.id == "requests"
    assert drawn.years == (2020, 2021, 2022)
    assert drawn.rows == [(2022, ["5", "—"]), (2021, ["—", "—"]), (2020, ["8", "—"])]
    assert charts_of(reports[:1]) == []


def _entered(people: People, year: int, new: str) -> AnnualReport:
    on = max(IN_JANUARY, date(year + 1, 1, 20))
    return enter_report(people.body, year=year, cells={"requests.new.total": new}, by=people.editor, on=on)
