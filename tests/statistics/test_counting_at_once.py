"""Figures counted at once are the figures counted one by one, whichever are asked for together."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.bodies.models import Body
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.office.figures.receipts import overview
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer_call, record_keys, values
from gongkai.statistics.closing import count_month, month_scope
from gongkai.statistics.figures import call_name, figures
from gongkai.statistics.scope import Scope
from tests.factories import make_body
from tests.statistics.registers import enter_request

pytestmark = pytest.mark.django_db
Counted = Callable[[int], AbstractContextManager[object]]
OF_REQUESTS = sorted(code for code, asked in figures().items() if asked.question.startswith("requests."))
NEW_YEAR = date(2025, 1, 1)
REQUEST = st.tuples(
    st.sampled_from(ApplicantKind),
    st.sampled_from(Outcome),
    st.integers(-400, 400),  # day of receipt, from 1 January 2025
    st.none() | st.integers(0, 400),  # days until it was concluded
    st.booleans(),  # late
    st.sampled_from([0, 20]),  # working days of an extension
    st.sampled_from(Channel),
    st.booleans(),  # whether it counts
)
ASKED = st.lists(st.sampled_from(OF_REQUESTS), min_size=1, max_size=12, unique=True)
PERIOD = st.tuples(st.integers(-300, 300), st.integers(0, 400))
QUERIES = {False: 22, True: 19}  # of the page of all figures, by whether the older ones
QUERIES_OF_A_MONTH = 33
RANDOM = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def fill_register(body: Body, requests: list[tuple[object, ...]]) -> None:
    DisclosureRequest.objects.all().delete()
    for kind, outcome, day, days, late, extended, channel, is_counted in requests:
        received = NEW_YEAR + timedelta(days=day)  # type: ignore[arg-type]
        ended = None if days is None else received + timedelta(days=days)  # type: ignore[arg-type]
        case = enter_request(body, received, ended, outcome, kind=kind)  # type: ignore[arg-type]
        DisclosureRequest.objects.filter(pk=case.pk).update(
            concluded_late=late and ended is not None,
            extension_days=extended,
            channel=channel,
            is_counted=is_counted,
        )


@RANDOM
@given(st.lists(REQUEST, max_size=14), ASKED, PERIOD, st.sampled_from(["", *ApplicantKind]))
def test_any_figures_asked_together_are_those_asked_alone(
    requests: list[tuple[object, ...]], codes: list[str], period: tuple[int, int], kind: str
) -> None:
    body = Body.objects.first() or make_body()
    fill_register(body, requests)
    since = NEW_YEAR + timedelta(days=period[0])
    scope = Scope(body, since, since + timedelta(days=period[1]))
    names = [*codes, *(call_name(code, {"applicant": kind}) for code in codes if kind)]

    together, keys = values(names, scope), record_keys(names, scope)

    for name in names:
        alone = answer_call(name, scope)
        assert together[name] == alone.value, name
        assert list(keys[name]) == alone.keys(), name


@pytest.mark.parametrize("older", [False, True])
def test_the_page_of_all_figures_asks_the_same_queries_whatever_there_is(
    django_assert_num_queries: Counted, *, older: bool
) -> None:
    body = make_body()
    year = Scope.year(body, 2025)
    for count in (1, 30):
        for number in range(count):
            enter_request(body, date(2025, 3, 4) + timedelta(days=number), date(2025, 5, 6))
        with django_assert_num_queries(QUERIES[older]):
            overview(year, older=older)


def test_closing_a_month_asks_the_same_queries_whatever_there_is(
    django_assert_num_queries: Counted,
) -> None:
    body = make_body()
    march = month_scope(body, date(2025, 3, 1))
    for count in (1, 30):
        for number in range(count):
            enter_request(body, date(2025, 3, 1 + number % 28), date(2025, 3, 30))
        with django_assert_num_queries(QUERIES_OF_A_MONTH):
            count_month(march)
