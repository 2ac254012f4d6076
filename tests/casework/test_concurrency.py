"""几个人同时办理: one request per form, one number per request, and of two officers one gets a refusal."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.actions import extend_deadline, file_request
from gongkai.casework.errors import AlreadyExtended
from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import Channel, Consultation, Delivery, DisclosureRequest, FeeNotice, Stage
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.factories import (
    answer_request,
    make_body,
    make_reply,
    make_reply_facts,
    make_request,
    make_unit,
    sign_reply,
    staff_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
AT_ONCE = 6


def all_at_once(work: Callable[[int], object]) -> list[object]:
    """Run the same work in several threads, each with a connection of its own; errors are returned."""
    start = Barrier(AT_ONCE)

    def run(number: int) -> object:
        try:
            start.wait(timeout=20)
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


# --- two officers, one case ---------------------------------------------------------------------------------

Work = Callable[[], object]


def drafting() -> tuple[DisclosureRequest, Work]:
    case = make_request(assigned=True)
    facts, handler = make_reply_facts(), staff_of(case.body).handler
    return case, lambda: actions.draft_reply(case, facts=facts, by=handler, on=MONDAY)


def approving() -> tuple[DisclosureRequest, Work]:
    reply = make_reply()
    head = staff_of(reply.request.body, unit=reply.request.handling_unit).unit_head
    return reply.request, lambda: actions.approve_reply(reply, stage=Stage.UNIT, by=head, on=LATER)


def returning() -> tuple[DisclosureRequest, Work]:
    reply = make_reply()
    head = staff_of(reply.request.body, unit=reply.request.handling_unit).unit_head
    return reply.request, lambda: actions.return_reply(reply, opinion="理由不足", by=head, on=LATER)


def issuing() -> tuple[DisclosureRequest, Work]:
    reply = sign_reply(make_reply(), on=LATER)
    registrar = staff_of(reply.request.body).registrar
    return reply.request, lambda: actions.issue_reply(reply, by=registrar, on=LATER)


def assigning() -> tuple[DisclosureRequest, Work]:
    case = make_request()
    unit, head = make_unit(body=case.body), staff_of(case.body).office_head
    return case, lambda: actions.assign_unit(case, unit=unit, by=head, on=MONDAY)


def withdrawing() -> tuple[DisclosureRequest, Work]:
    case = make_request()
    registrar = staff_of(case.body).registrar
    return case, lambda: actions.withdraw_request(case, reason="不再需要", by=registrar, on=MONDAY)


def confirming() -> tuple[DisclosureRequest, Work]:
    case = make_request(received_on=None, channel=Channel.WEBSITE, submitted_on=MONDAY)
    registrar = staff_of(case.body).registrar
    return case, lambda: actions.register_request(case, confirmed_on=MONDAY, by=registrar, on=MONDAY)


def asking_to_correct() -> tuple[DisclosureRequest, Work]:
    case = make_request()
    head = staff_of(case.body).office_head
    return case, lambda: actions.ask_to_correct(case, items="请写明年度", by=head, on=MONDAY)


def correcting() -> tuple[DisclosureRequest, Work]:
    case, ask = asking_to_correct()
    ask()
    registrar = staff_of(case.body).registrar
    return case, lambda: actions.accept_correction(case, text="2025年度", by=registrar, on=LATER)


def recording_an_opinion() -> tuple[DisclosureRequest, Work]:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = actions.consult_third_party(case, party="海城乙公司", by=handler, on=MONDAY)
    agree = Consultation.Opinion.AGREE
    return case, lambda: actions.record_opinion(letter, opinion=agree, by=handler, on=LATER)


def charging() -> tuple[DisclosureRequest, Work]:
    case = make_request(assigned=True)
    head, ladder = staff_of(case.body).office_head, FeeNotice.Ladder.BY_VOLUME
    return case, lambda: actions.notify_fee(case, ladder=ladder, quantity=80, by=head, on=MONDAY)


def taking_the_fee() -> tuple[DisclosureRequest, Work]:
    case, charge = charging()
    charge()
    registrar = staff_of(case.body).registrar
    return case, lambda: actions.record_payment(case, receipt_no="0001", by=registrar, on=LATER)


def serving() -> tuple[DisclosureRequest, Work]:
    reply = sign_reply(make_reply(), on=LATER)
    registrar = staff_of(reply.request.body).registrar
    reply = actions.issue_reply(reply, by=registrar, on=LATER)
    return reply.request, lambda: actions.record_service(reply, method=Delivery.MAIL, by=registrar, on=LATER)


def handing_over() -> tuple[DisclosureRequest, Work]:
    case = make_request()
    head = staff_of(case.body).office_head
    words = {"reasons": "属于信访事项", "advice": "请向信访部门提出。"}
    return case, lambda: actions.transfer_petition(case, **words, by=head, on=MONDAY)


def redoing() -> tuple[DisclosureRequest, Work]:
    case = answer_request(make_request(), on=LATER, outcome=Outcome.DENIED_PROCESS)
    lawyer = staff_of(case.body).legal_reviewer
    return case, lambda: actions.redo_request(case, order="海府复〔2026〕1号", by=lawyer, on=LATER)


def archiving() -> tuple[DisclosureRequest, Work]:
    case = answer_request(make_request(), on=LATER)
    archivist = staff_of(case.body).archivist
    return case, lambda: actions.archive_request(case, gap_reason="另卷保存", by=archivist, on=LATER)


OFFICERS = [
    *(drafting, approving, returning, issuing, assigning, withdrawing, confirming, asking_to_correct),
    *(correcting, recording_an_opinion, charging, taking_the_fee, serving, handing_over, redoing, archiving),
]


@pytest.mark.parametrize("prepare", OFFICERS, ids=lambda each: each.__name__)
def test_of_officers_who_act_at_once_one_acts_and_the_others_are_told_why(
    prepare: Callable[[], tuple[DisclosureRequest, Work]],
) -> None:
    case, work = prepare()
    before = case.events.count()

    found = all_at_once(lambda _: work())

    refused = [each for each in found if isinstance(each, Exception)]
    assert len(refused) == AT_ONCE - 1, found
    for refusal in refused:
        assert isinstance(refusal, Refused | StepNotAllowed), refusal
        assert re.search("[一-龥]{4,}.*。", str(refusal))
    taken = case.events.values_list("step", flat=True)[before:]
    assert len(taken) == len(set(taken)), list(taken)


def test_a_form_posted_six_times_at_once_makes_one_case_and_six_receipts() -> None:
    body = make_body()
    form = {
        "kind": "natural_person",
        "name": "李明",
        "id_type": "passport",
        "id_number": "E12345678",
        "phone": "13800000000",
        "matter": "稳岗返还名单",
        "supply_form": "electronic",
        "delivery": "online",
        "key": str(uuid4()),
    }
    address = reverse("portal:request")

    found = all_at_once(lambda _: Client().post(address, form))

    assert [getattr(each, "status_code", each) for each in found] == [302] * AT_ONCE
    assert DisclosureRequest.objects.of(body).count() == 1
