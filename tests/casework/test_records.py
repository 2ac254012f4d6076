"""信息更正: correcting records about oneself (条例第四十一条); of its own kind, with its own numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from gongkai.casework.actions import (
    add_record_evidence,
    correct_record,
    refer_record,
    refuse_record,
    tell_record,
    transfer_record,
)
from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete
from gongkai.casework.models import DisclosureRequest, RecordCorrection
from gongkai.casework.record_states import RecordState
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_record_correction, make_user, staff_of

pytestmark = pytest.mark.django_db
FILED, DECIDED_ON = date(2026, 3, 9), date(2026, 3, 16)
ELSEWHERE = {"other_body": "海城市税务局", "other_body_contact": "0411-12366"}


def test_it_has_its_own_number_and_is_no_request() -> None:
    body = make_body()

    first, second = make_record_correction(body=body), make_record_correction(body=body)

    assert (first.number, second.number) == ("更正20260001", "更正20260002")
    assert (first.state, str(first)) == (RecordState.RECEIVED, "更正20260001 信息更正")
    assert str(first.person) == "更正20260001 申请人"
    assert str(first.events.get()) == "2026-03-09 file"
    assert not DisclosureRequest.objects.exists()


def test_private_text_is_sealed_and_opens_again() -> None:
    kept = RecordCorrection.objects.get(pk=make_record_correction().pk)

    assert (kept.evidence, kept.person.name) == ("单位代扣工资条四张", "李明")


@pytest.mark.parametrize(
    "facts",
    [
        {"evidence": " "},
        {"record": ""},
        {"wrong": " "},
        {"right": ""},
        {"person": {"name": "", "phone": "13800000000"}},
        {"person": {"name": "李明"}},
    ],
)
def test_without_evidence_record_or_contact_it_is_not_taken_in(facts: dict[str, Any]) -> None:
    with pytest.raises(RequestIncomplete):
        make_record_correction(**facts)


def test_it_is_not_received_tomorrow_and_not_by_everybody() -> None:
    body = make_body()

    with pytest.raises(DateOutOfOrder, match="收到日期不能晚于"):
        make_record_correction(body=body, received_on=date(2026, 3, 10))
    with pytest.raises(StepNotAllowed, match="由收件登记员、公开工作机构负责人办理"):
        make_record_correction(body=body, by=staff_of(body).handler)


@pytest.mark.parametrize(
    ("action", "facts", "state"),
    [
        (correct_record, {}, RecordState.CORRECTED),
        (transfer_record, ELSEWHERE, RecordState.TRANSFERRED),
        (refer_record, ELSEWHERE, RecordState.REFERRED),
        (refuse_record, {}, RecordState.REFUSED),
    ],
)
def test_it_is_decided_and_told(
    action: Callable[..., RecordCorrection], facts: dict[str, str], state: RecordState
) -> None:
    record = make_record_correction()
    staff = staff_of(record.body)

    record = action(record, decision="经核查属实", **facts, by=staff.office_head, on=DECIDED_ON)
    assert (record.state, record.decided_on) == (state, DECIDED_ON)
    assert record.other_body == facts.get("other_body", "")
    with pytest.raises(DateOutOfOrder, match="告知日期不能早于"):
        tell_record(record, by=staff.registrar, on=FILED)
    record = tell_record(record, note="当面告知", by=staff.registrar, on=DECIDED_ON)

    assert (record.state, record.told_on) == (RecordState.TOLD, DECIDED_ON)
    assert [event.note for event in record.events.all()] == ["", "经核查属实", "当面告知"]
    assert not RecordCorrection.objects.of(record.body).open().exists()


def test_a_decision_needs_reasons_a_day_and_the_right_organ() -> None:
    record = make_record_correction()
    head = staff_of(record.body).office_head

    with pytest.raises(RequestIncomplete, match="核查和处理"):
        correct_record(record, decision=" ", by=head, on=DECIDED_ON)
    with pytest.raises(RequestIncomplete, match="有权处理的机关"):
        transfer_record(record, decision="属税务机关职责", other_body=" ", by=head, on=DECIDED_ON)
    with pytest.raises(DateOutOfOrder, match="处理日期不能早于"):
        correct_record(record, decision="已更正", by=head, on=date(2026, 3, 6))
    with pytest.raises(StepNotAllowed, match="已受理"):
        tell_record(record, by=head, on=DECIDED_ON)


def test_only_who_serves_the_whole_body_reads_it() -> None:
    record = make_record_correction()
    staff = staff_of(record.body)
    seen = RecordCorrection.objects.visible_to

    assert seen(staff.registrar).get() == record
    assert not seen(staff.handler).exists()
    assert not seen(make_user(role=Role.REGISTRAR, body=make_body())).exists()
    assert seen(make_user(is_superuser=True)).get() == record


def test_evidence_comes_with_the_request_and_later_and_lies_sealed() -> None:
    slip = ContentFile("工资条，李明".encode(), name="工资条.txt")
    record = make_record_correction(file=slip)
    registrar = staff_of(record.body).registrar

    added = add_record_evidence(
        record, file=ContentFile(b"2025", name="2025.txt"), by=registrar, on=date(2026, 3, 10)
    )

    first = record.files.exclude(pk=added.pk).get()
    assert (first.name, added.name, first.added_by) == ("工资条.txt", "2025.txt", added.added_by)
    with first.file.open("rb") as opened:
        assert opened.read().decode() == "工资条，李明"
    assert str(first.file.name).startswith(f"records/{record.body.code}/{record.pk}/")
    assert [event.step for event in record.events.all()] == ["file", "add_evidence"]
