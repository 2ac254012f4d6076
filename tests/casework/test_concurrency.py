"""几个人同时办理: one request per form, one number per request, one reply per request."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from gongkai.bodies.models import Body
from gongkai.casework.actions import extend_deadline, file_request
from gongkai.casework.errors import AlreadyExtended
from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.rules.applicants import ApplicantKind
from tests.factories import make_body, make_request, staff_of

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 3, 2)
AT_ONCE = 6


def all_at_once(work: Callable[[int], object]) -> list[object]:
    """Run the same work in several threads, each with a connection of its own; errors are returned."""

    def run(number: int) -> object:
        try:
            return work(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def file_one(body: Body, key: str) -> DisclosureRequest:
    return file_request(
        body,
        applicant=ApplicantFacts(kind=ApplicantKind.NATURAL_PERSON, name="李明", phone="13800000000"),
        matter="稳岗返还名单",
        channel=Channel.WEBSITE,
        submitted_on=MONDAY,
        idempotency_key=key,
        on=MONDAY,
    )


def test_a_form_sent_six_times_at_once_files_one_request() -> None:
    body = make_body()

    found = all_at_once(lambda _: file_one(body, "one-key"))

    assert DisclosureRequest.objects.of(body).count() == 1
    assert {getattr(each, "number", each) for each in found} == {"20260001"}


def test_six_requests_at_once_have_six_numbers_without_a_gap() -> None:
    body = make_body()

    found = all_at_once(lambda number: file_one(body, f"key {number}"))

    assert sorted(str(getattr(each, "number", each)) for each in found) == [
        f"2026{serial:04d}" for serial in range(1, AT_ONCE + 1)
    ]


def test_of_six_extensions_at_once_one_succeeds() -> None:
    case = make_request()
    head = staff_of(case.body).office_head

    found = all_at_once(lambda _: extend_deadline(case, days=5, reason="涉及多部门", by=head, on=MONDAY))

    assert sum(isinstance(each, DisclosureRequest) for each in found) == 1
    assert sum(isinstance(each, AlreadyExtended) for each in found) == AT_ONCE - 1
