"""Figures of requests (年报第三部分): which year a request counts in, and as what."""

from datetime import date

import pytest

from gongkai.casework.actions import redo_request
from gongkai.casework.models import Applicant, Channel
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer, values
from gongkai.statistics.figures import UnknownArgument, UnknownFigure
from gongkai.statistics.scope import Scope
from tests.factories import answer_request, make_body, make_request, make_unit, staff_of
from tests.statistics.registers import enter_request

pytestmark = pytest.mark.django_db


def test_a_request_over_new_year_is_carried_out_and_in() -> None:
    body = make_body()
    request = enter_request(body, date(2024, 12, 20), date(2025, 1, 10))
    old, new = Scope.year(body, 2024), Scope.year(body, 2025)

    assert list(answer("requests.new", old).records) == [request]
    assert list(answer("requests.carried_out", old).records) == [request]
    assert answer("requests.total", old).value == 0
    assert list(answer("requests.carried_in", new).records) == [request]
    assert list(answer("requests.granted", new).records) == [request]
    assert answer("requests.new", new).value == answer("requests.carried_out", new).value == 0


def test_a_kind_that_is_put_right_counts_in_its_new_column_also_when_the_request_is_saved_later() -> None:
    body = make_body()
    request = enter_request(body, date(2025, 3, 3))
    person = Applicant.objects.get(request=request)
    person.kind = ApplicantKind.BUSINESS.value
    person.save()
    late = person.request
    late.doc_ref = "海人社发〔2024〕3号"
    late.save()

    year = Scope.year(body, 2025)
    calls = [f"requests.new?applicant={kind.value}" for kind in ApplicantKind]

    assert answer("requests.new", year, applicant="business").value == 1
    assert [name for name, number in values(calls, year).items() if number] == [
        "requests.new?applicant=business"
    ]


def test_first_and_last_day_belong_to_the_year() -> None:
    body = make_body()
    enter_request(body, date(2025, 1, 1), date(2025, 1, 1))
    enter_request(body, date(2025, 12, 31), date(2025, 12, 31))
    enter_request(body, date(2024, 12, 31), date(2024, 12, 31))
    enter_request(body, date(2026, 1, 1), date(2026, 1, 1))

    year = Scope.year(body, 2025)

    assert answer("requests.new", year).value == 2
    assert answer("requests.total", year).value == 2
    assert answer("requests.carried_in", year).value == answer("requests.carried_out", year).value == 0


def test_told_that_it_is_public_already_counts_as_granted() -> None:
    body = make_body()
    enter_request(body, date(2025, 3, 3), date(2025, 3, 10), Outcome.GRANTED_ALREADY_PUBLIC)

    assert answer("requests.granted", Scope.year(body, 2025)).value == 1


def test_a_request_withdrawn_before_its_receipt_was_fixed_never_counts() -> None:
    body = make_body()
    enter_request(body, None, date(2025, 3, 10), Outcome.OTHER_MISC)
    enter_request(body, None)

    year = Scope.year(body, 2025)

    for code in ("requests.new", "requests.carried_in", "requests.total", "requests.carried_out"):
        assert answer(code, year).value == 0, code


def test_groups_add_up_their_rows() -> None:
    body = make_body()
    enter_request(body, date(2025, 3, 3), date(2025, 3, 10), Outcome.DENIED_INTERNAL)
    enter_request(body, date(2025, 3, 3), date(2025, 3, 10), Outcome.DENIED_PROCESS)
    enter_request(body, date(2025, 3, 3), date(2025, 3, 10), Outcome.REFUSED_REPEAT)

    year = Scope.year(body, 2025)

    assert answer("requests.denied", year).value == 2
    assert answer("requests.refused", year).value == 1
    assert answer("requests.unavailable", year).value == 0


def test_applicants_and_channels_are_told_apart() -> None:
    body = make_body()
    enter_request(body, date(2025, 3, 3), kind=ApplicantKind.RESEARCH, channel=Channel.FAX)
    enter_request(body, date(2025, 3, 3), kind=ApplicantKind.BUSINESS)

    year = Scope.year(body, 2025)

    assert answer("requests.new", year, applicant="research").value == 1
    assert answer("requests.new", year, applicant="business", channel="fax").value == 0
    assert answer("requests.new", year, channel="website").value == 1


def test_the_bodies_below_are_counted_only_when_asked_for() -> None:
    city = make_body()
    county = make_body(parent=city)
    enter_request(county, date(2025, 3, 3))

    assert answer("requests.new", Scope.year(city, 2025)).value == 0
    assert answer("requests.new", Scope.year(city, 2025, below=True)).value == 1
    assert answer("requests.new", Scope.year(county, 2025)).value == 1


def test_one_unit_can_be_asked_for() -> None:
    body = make_body()
    unit = make_unit(body=body)
    enter_request(body, date(2025, 3, 3), unit=unit)
    enter_request(body, date(2025, 3, 4))

    assert answer("requests.new", Scope.year(body, 2025, unit=unit)).value == 1
    assert answer("requests.new", Scope.year(body, 2025), unit=unit.code).value == 1


def test_in_time_and_late_make_up_what_was_replied_to() -> None:
    body = make_body()
    enter_request(body, date(2025, 3, 3), date(2025, 3, 31), due_on=date(2025, 3, 31))
    enter_request(body, date(2025, 3, 3), date(2025, 4, 1), due_on=date(2025, 3, 31))
    enter_request(body, date(2025, 3, 3), date(2025, 4, 9), due_on=date(2025, 4, 29), extension_days=20)
    enter_request(body, date(2025, 3, 3), date(2025, 4, 9), Outcome.OTHER_NO_CORRECTION, due_on=None)

    year = Scope.year(body, 2025)

    assert answer("requests.replied", year).value == 3
    assert answer("requests.in_time", year).value == 2
    assert answer("requests.late", year).value == 1
    assert answer("requests.extended", year).value == 1


def test_a_late_reply_stays_late_when_the_request_is_taken_up_again() -> None:
    case = answer_request(make_request(received_on=date(2025, 3, 3)), on=date(2025, 4, 1))
    legal = staff_of(case.body).legal_reviewer
    case = redo_request(case, order="海府复〔2025〕1号决定", days=15, by=legal, on=date(2025, 6, 3))
    year = Scope.year(case.body, 2025)

    assert case.due_on == date(2025, 6, 24)
    assert list(answer("requests.late", year).records) == [case]
    assert not answer("requests.in_time", year).records


def test_average_days_are_working_days_after_receipt() -> None:
    body = make_body()
    enter_request(body, date(2025, 3, 3), date(2025, 3, 10))  # 4 to 7 and 10 March: 5 days
    enter_request(body, date(2025, 9, 30), date(2025, 10, 9))  # National Day: 1 day

    assert answer("requests.average_days", Scope.year(body, 2025)).value == 3


def test_without_replies_the_average_is_zero() -> None:
    assert answer("requests.average_days", Scope.year(make_body(), 2025)).value == 0


def test_months_add_up_to_the_year() -> None:
    body = make_body()
    for month in (1, 2, 2, 12):
        enter_request(body, date(2025, month, 28))

    monthly = [answer("requests.new", month).value for month in Scope.year(body, 2025).months()]

    assert monthly == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_an_unknown_figure_or_argument_is_refused() -> None:
    year = Scope.year(make_body(), 2025)

    with pytest.raises(UnknownFigure, match=r"requests\.lost"):
        answer("requests.lost", year)
    with pytest.raises(UnknownArgument, match="不能按“colour”细分"):
        answer("requests.new", year, colour="red")
    with pytest.raises(UnknownArgument, match="不能按“outcome”细分"):
        answer("requests.granted", year, outcome="partial")
    with pytest.raises(UnknownArgument, match="没有“nonsense”这一类"):
        answer("requests.total", year, outcome="nonsense")
