"""一事一申请：一件申请按事项拆分，各件各有编号，收到日期和期限照原来的算."""

from datetime import date

import pytest

from gongkai.casework import actions, errors
from gongkai.casework.askers import missing_authority
from gongkai.casework.fees import items_before
from gongkai.casework.files import files_of
from gongkai.casework.models import (
    CaseworkPolicy,
    Channel,
    Consultation,
    DisclosureRequest,
    FeeNotice,
    RequestFile,
)
from gongkai.casework.states import State
from gongkai.casework.timing import clock_of
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer
from gongkai.statistics.scope import Scope
from gongkai.workflow import StepNotAllowed
from tests.common.test_uploads import picture, upload
from tests.factories import answer_request, make_body, make_reply, make_request, staff_of

pytestmark = pytest.mark.django_db
MATTERS = ["2025年稳岗返还企业名单", "2025年就业补助资金决算"]
TODAY = date(2026, 3, 9)


def split(case: DisclosureRequest, *, on: date = TODAY) -> list[DisclosureRequest]:
    return actions.split_request(case, matters=MATTERS, by=staff_of(case.body).registrar, on=on)


def test_each_part_has_its_own_number_and_the_receipt_and_clock_of_the_whole() -> None:
    case = make_request(assigned=True)

    parts = split(case)

    case.refresh_from_db()
    assert (case.state, case.due_on, case.is_counted) == (State.SPLIT, None, False)
    assert [part.matter for part in parts] == MATTERS
    assert len({case.number, *(part.number for part in parts)}) == 3
    assert len({case.query_code, *(part.query_code for part in parts)}) == 3
    for part in parts:
        assert (part.split_from, part.state, part.handler) == (case, State.ASSIGNED, case.handler)
        assert (part.received_on, part.due_on) == (date(2026, 3, 2), date(2026, 3, 30))
        assert part.applicant.name == "李明"
        assert DisclosureRequest.objects.for_tracking(part.query_code, "李明").get() == part
    assert case.events.get(step="split").data == {
        "parts": [part.number for part in parts],
        "due_on": ["2026-03-30", None],
    }


def test_a_correction_and_an_extension_are_carried_over_and_not_given_again() -> None:
    case = make_request()
    staff = staff_of(case.body)
    case = actions.ask_to_correct(case, items="请写明年度", by=staff.office_head, on=date(2026, 3, 4))
    case = actions.accept_correction(case, text="2025年", by=staff.registrar, on=date(2026, 3, 6))
    case = actions.extend_deadline(case, days=10, reason="检索量大", by=staff.office_head, on=TODAY)

    part = split(case)[0]

    assert (part.clock_from, part.due_on, part.extension_days) == (case.clock_from, case.due_on, 10)
    assert clock_of(part) == clock_of(case)
    assert part.correction.text == "2025年"
    with pytest.raises(errors.AlreadyCorrected):
        actions.ask_to_correct(part, items="再补正", by=staff.office_head, on=TODAY)
    with pytest.raises(errors.AlreadyExtended):
        actions.extend_deadline(part, days=5, reason="再延长", by=staff.office_head, on=TODAY)


def test_a_corrected_day_stays_corrected_in_the_parts() -> None:
    case = make_request()
    staff = staff_of(case.body)
    case = actions.ask_to_correct(case, items="请写明年度", by=staff.office_head, on=date(2026, 3, 4))
    case = actions.accept_correction(case, text="2025年", by=staff.registrar, on=TODAY)
    case = actions.correct_entry(
        case,
        entry="correction_received_on",
        value="2026-03-06",
        reason="看错邮戳",
        by=staff.registrar,
        on=TODAY,
    )

    part = split(case)[0]

    assert part.clock_from == date(2026, 3, 6)
    again = actions.correct_entry(
        part,
        entry="correction_received_on",
        value="2026-03-05",
        reason="收发室登记簿",
        by=staff.registrar,
        on=TODAY,
    )
    assert (again.clock_from, again.correction.received_on) == (date(2026, 3, 5), date(2026, 3, 5))


def test_what_was_split_is_corrected_in_its_parts() -> None:
    case = make_request()
    split(case)
    case.refresh_from_db()

    with pytest.raises(errors.NotSplittable, match="拆分后的各件"):
        actions.correct_entry(
            case,
            entry="matter",
            value="名单",
            reason="写错",
            by=staff_of(case.body).registrar,
            on=TODAY,
        )


@pytest.mark.parametrize(
    "matters", [["名单"], ["名单", " "], ["名单", "名单"], ["名单", "决" * 201]], ids=["1", "空", "同", "长"]
)
def test_two_different_matters_are_needed(matters: list[str]) -> None:
    case = make_request()

    with pytest.raises(errors.NotSplittable):
        actions.split_request(case, matters=matters, by=staff_of(case.body).registrar, on=TODAY)

    assert not DisclosureRequest.objects.filter(split_from=case).exists()


def consulted(case: DisclosureRequest) -> None:
    handler = staff_of(case.body).handler
    letter = actions.consult_peer(case, party="市财政局", by=handler, on=date(2026, 3, 3))
    actions.record_opinion(letter, opinion=Consultation.Opinion.AGREE, by=handler, on=date(2026, 3, 4))


def paid(case: DisclosureRequest) -> None:
    staff, day = staff_of(case.body), date(2026, 3, 4)
    ladder = FeeNotice.Ladder.BY_VOLUME
    actions.notify_fee(case, ladder=ladder, quantity=86, by=staff.office_head, on=day)
    actions.record_fee_service(case, served_on=day, by=staff.registrar, on=day)
    actions.record_payment(case, receipt_no="1", by=staff.registrar, on=day)


def returned(case: DisclosureRequest) -> None:
    reply = make_reply(case=case, on=date(2026, 3, 4))
    actions.return_reply(reply, opinion="重写", by=staff_of(case.body).unit_head, on=date(2026, 3, 4))


def extension_asked(case: DisclosureRequest) -> None:
    by = staff_of(case.body).handler
    actions.request_extension(case, days=5, reason="检索量大", by=by, on=date(2026, 3, 4))


def ended_and_reopened(case: DisclosureRequest) -> None:
    staff, day = staff_of(case.body), date(2026, 3, 4)
    actions.withdraw_request(case, reason="书面撤回", by=staff.registrar, on=day)
    actions.redo_request(case, order="海府复〔2026〕3号", by=staff.legal_reviewer, on=day)
    actions.assign_unit(case, unit=staff.unit, by=staff.registrar, on=day)


@pytest.mark.parametrize(
    ("begin", "says"),
    [
        (consulted, "已经征求意见"),
        (paid, "已经发出收费通知"),
        (returned, "已经拟写过答复"),
        (extension_asked, "延期申请还没有审批"),
        (ended_and_reopened, "已经有办理结果"),
    ],
)
def test_what_the_body_has_begun_to_answer_as_one_is_not_split(begin, says: str) -> None:  # type: ignore[no-untyped-def]
    case = make_request(assigned=True)
    begin(case)

    with pytest.raises(errors.NotSplittable, match=says):
        split(case)


def test_before_its_receipt_is_fixed_nothing_is_split() -> None:
    with pytest.raises(StepNotAllowed):
        split(make_request(received_on=None, channel=Channel.EMAIL))


@pytest.mark.parametrize(("counting", "counted"), [("each", 2), ("as_one", 1)])
def test_the_parts_count_as_configured_and_the_year_adds_up(counting: str, counted: int) -> None:
    body = make_body()
    actions.set_policy(body, split_counting=CaseworkPolicy.SplitCounting(counting))

    first, second = split(make_request(body=body))
    answer_request(first, on=date(2026, 3, 20))
    answer_request(second, on=date(2026, 3, 20), outcome=Outcome.DENIED_PROCESS)

    year = Scope.year(body, 2026)
    assert answer("requests.new", year).value == answer("requests.total", year).value == counted
    assert answer("requests.carried_out", year).value == 0
    assert answer("requests.granted", year).value == 1


def test_a_fee_by_items_counts_the_parts_and_not_the_whole() -> None:
    body = make_body()
    split(make_request(body=body))

    later = make_request(body=body, received_on=date(2026, 3, 10))

    assert items_before(later) == 2


def test_a_part_may_be_split_again() -> None:
    part = split(make_request())[0]

    parts = actions.split_request(
        part, matters=["名单", "金额"], by=staff_of(part.body).registrar, on=date(2026, 3, 10)
    )

    assert {each.split_from_id for each in parts} == {part.pk}
    assert parts[0].due_on == date(2026, 3, 30)


def test_what_the_applicant_sent_stands_in_the_file_of_each_part() -> None:
    case = make_request(assigned=True)
    case.applicant.agent_name = "周平"
    case.applicant.save()
    purposes = [RequestFile.Purpose.IDENTITY, RequestFile.Purpose.AGENCY, RequestFile.Purpose.SUPPLIED]
    for purpose in purposes:
        file = upload(picture("PNG"), "扫描件.png")
        actions.attach_file(case, file=file, purpose=purpose, by=case.handler, on=TODAY)

    part = actions.split_request(
        split(case)[0], matters=["名单", "金额"], by=staff_of(case.body).registrar, on=TODAY
    )[1]

    assert [file.purpose for file in files_of(part)] == purposes[:2]  # what will be supplied is of one case
    assert [file.request for file in files_of(part)] == [case, case]
    assert missing_authority(part) == ""
    assert not part.files.exists()
