"""Correcting what a body has on record about somebody (条例第四十一条); no disclosure request."""

from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.actions import take_number
from gongkai.bodies.models import Body, User
from gongkai.casework.errors import DateOutOfOrder
from gongkai.casework.models.record import (
    RecordCorrection,
    RecordEvent,
    RecordEvidence,
    RecordPerson,
)
from gongkai.casework.record_guards import (
    check_complete,
    check_decided,
    check_organ_named,
    check_told_after,
)
from gongkai.casework.record_workflow import RECORDS
from gongkai.common.kept_files import keep_file
from gongkai.design.words import cn_date
from gongkai.workflow import Refusal, Step, StepNotAllowed


@transaction.atomic
def file_record_correction(
    body: Body,
    *,
    person: dict[str, str],
    record: str,
    wrong: str,
    right: str,
    evidence: str,
    received_on: date,
    file: File[bytes] | None = None,
    by: User,
    on: date,
) -> RecordCorrection:
    """
    Take in somebody's request to correct records about themselves, under a number of its own.

    :param person: name, id_type, id_number, phone, email, address
    :param file: what proves the record wrong, as a document; more may be added afterwards
    :raises RequestIncomplete: record, error, correction, evidence, name or contact is missing
    :raises DateOutOfOrder: received after `on`
    :raises StepNotAllowed: `by` does not register in this body
    :raises UploadRefused: the file is refused; then nothing was taken in
    """
    if not set(RECORDS.step("file").roles) & by.roles_in(body, on):
        raise StepNotAllowed(Refusal("role", "“受理更正申请”由收件登记员、公开工作机构负责人办理。"))
    check_complete(person, record, wrong, right, evidence)
    if received_on > on:
        raise DateOutOfOrder(f"收到日期不能晚于{cn_date(on)}。")
    serial = take_number(body, kind="record_correction", year=on.year)
    case = RecordCorrection(body=body, number=f"更正{on.year}{serial:04d}", record=record.strip())
    case.wrong, case.right, case.evidence = wrong.strip(), right.strip(), evidence.strip()
    case.received_on = received_on
    case.save()
    who = RecordPerson(record=case, **person)
    who.full_clean(validate_constraints=False)  # the database judges those
    who.save()
    RecordEvent.objects.create(record=case, step="file", on=on, by=by)
    if file:
        _store(case, file, by)
    return case


@transaction.atomic
def add_record_evidence(record: RecordCorrection, *, file: File[bytes], by: User, on: date) -> RecordEvidence:
    """
    Add a document that proves the record wrong, until it is decided (条例第四十一条).

    :raises UploadRefused: by its content it is no document, damaged, too large, or there is no room on disk
    """
    record, step = _checked(record, "add_evidence", by=by, on=on)
    added = _store(record, file, by)
    _take(record, step, "", by=by, on=on)
    return added


def correct_record(record: RecordCorrection, *, decision: str, by: User, on: date) -> RecordCorrection:
    """Note that the record was checked and corrected (条例第四十一条)."""
    return _decide(record, "correct", decision, by=by, on=on)


def transfer_record(
    record: RecordCorrection,
    *,
    decision: str,
    other_body: str,
    other_body_contact: str = "",
    by: User,
    on: date,
) -> RecordCorrection:
    """
    Note that the request went to the organ that may correct the record (条例第四十一条).

    :raises RequestIncomplete: the organ is not named
    """
    return _decide(record, "transfer", decision, other_body, other_body_contact, by=by, on=on)


def refer_record(
    record: RecordCorrection,
    *,
    decision: str,
    other_body: str,
    other_body_contact: str = "",
    by: User,
    on: date,
) -> RecordCorrection:
    """
    Note that the applicant must turn to another organ (条例第四十一条).

    :raises RequestIncomplete: the organ is not named
    """
    return _decide(record, "refer", decision, other_body, other_body_contact, by=by, on=on)


def refuse_record(record: RecordCorrection, *, decision: str, by: User, on: date) -> RecordCorrection:
    """Note that the record is right, or not proved wrong, and stays."""
    return _decide(record, "refuse", decision, by=by, on=on)


@transaction.atomic
def tell_record(record: RecordCorrection, *, note: str = "", by: User, on: date) -> RecordCorrection:
    """
    Note that the applicant was told what became of the request (条例第四十一条).

    :raises DateOutOfOrder: before it was decided
    """
    record, step = _checked(record, "tell", by=by, on=on)
    check_told_after(record, on)
    record.told_on = on
    return _take(record, step, note.strip(), by=by, on=on)


@transaction.atomic
def _decide(
    record: RecordCorrection,
    code: str,
    decision: str,
    other_body: str = "",
    other_body_contact: str = "",
    *,
    by: User,
    on: date,
) -> RecordCorrection:
    record, step = _checked(record, code, by=by, on=on)
    check_decided(record, decision, on)
    if code in ("transfer", "refer"):
        check_organ_named(other_body)
    record.decision, record.decided_on = decision.strip(), on
    record.other_body, record.other_body_contact = other_body.strip(), other_body_contact.strip()
    return _take(record, step, decision.strip(), by=by, on=on)


def _checked(record: RecordCorrection, code: str, *, by: User, on: date) -> tuple[RecordCorrection, Step]:
    """Return the record locked, and the step if the table lets `by` take it."""
    record = RecordCorrection.objects.select_for_update(of=("self",)).select_related("body").get(pk=record.pk)
    return record, RECORDS.check(code, state=record.state, roles=by.roles_in(record.body, on))


def _take(record: RecordCorrection, step: Step, note: str, *, by: User, on: date) -> RecordCorrection:
    record.state = step.target(record.state)
    record.save()
    RecordEvent.objects.create(record=record, step=step.code, on=on, by=by, note=note)
    return record


def _store(record: RecordCorrection, file: File[bytes], by: User) -> RecordEvidence:
    return keep_file(RecordEvidence(record=record, added_by=by), file)
