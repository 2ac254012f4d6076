"""Taking a request in: filing, the day of receipt, correction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Unpack

from django.db import IntegrityError, transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.casework.actions.joining import add_co_applicant, check_co_applicants
from gongkai.casework.actions.numbering import next_number
from gongkai.casework.actions.terms import index_terms
from gongkai.casework.correction import check_notice_in_time, is_notice_late
from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete, WrongUnit
from gongkai.casework.facts import ApplicantFacts, CoApplicantFacts, RequestFields
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import (
    Applicant,
    Channel,
    ContactMeans,
    ContactResult,
    Correction,
    DisclosureRequest,
    RequestEvent,
)
from gongkai.casework.progress import conclude, locked, roles_for, take
from gongkai.casework.receipt import (
    check_entered_in_time,
    date_of_receipt,
    is_entered_late,
    needs_confirmation,
)
from gongkai.casework.workflow import CASEWORK, FILED
from gongkai.design.words import cn_date
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import Refusal, StepNotAllowed


def file_request(
    body: Body,
    *,
    applicant: ApplicantFacts,
    matter: str,
    channel: Channel,
    submitted_on: date,
    co_applicants: Sequence[CoApplicantFacts] = (),
    idempotency_key: str | None = None,
    by: User | None = None,
    on: date,
    **fields: Unpack[RequestFields],
) -> DisclosureRequest:
    """
    File a request (条例第二十九条); the same idempotency key returns the request that was filed with it.

    Without `by` the applicant filed it online. No clock runs before the day of receipt is fixed. However many
    ask together, it is one request, counted by the kind of the first applicant.

    :raises RequestIncomplete: name, contact or matter is missing, or two representatives
    :raises DateOutOfOrder: submitted after `on`
    :raises StepNotAllowed: `by` does not register requests in this body
    :raises WrongUnit: split from a request to another body
    :raises ValidationError: a field has the wrong shape
    """
    _check_complete(applicant, matter)
    check_co_applicants(co_applicants)
    _check_not_after(submitted_on, on, "提交日期")
    case = DisclosureRequest(
        body=body,
        channel=channel,
        submitted_on=submitted_on,
        idempotency_key=idempotency_key or None,
        **fields,
    )
    case.matter = matter.strip()
    if case.split_from and case.split_from.body_id != body.pk:
        raise WrongUnit("只能拆分本机关的申请。")
    _check_may_file(case, by, on)
    if same := _filed_with(idempotency_key):
        return same
    try:
        with transaction.atomic():
            return _store(case, applicant, co_applicants, by=by, on=on)
    except IntegrityError:
        if same := _filed_with(idempotency_key):  # two submissions at once
            return same
        raise


@transaction.atomic
def mark_unreachable(case: DisclosureRequest, *, note: str, by: User, on: date) -> DisclosureRequest:
    """Note that the applicant could not be reached to confirm; `note` says when and how it was tried."""
    case = locked(case)
    step = check_allowed(case, "mark_unreachable", by=by, on=on)
    take(case, step, by=by, on=on, note=note)
    return case


@transaction.atomic
def log_contact(
    case: DisclosureRequest, *, means: ContactMeans, result: ContactResult, note: str = "", by: User, on: date
) -> DisclosureRequest:
    """Note an attempt to reach the applicant: by what means, and what came of it (条例第三十一条)."""
    case = locked(case)
    step = check_allowed(case, "log_contact", by=by, on=on)
    contact = [ContactMeans(means).value, ContactResult(result).value]
    take(case, step, by=by, on=on, note=note.strip(), contact=contact)
    return case


@transaction.atomic
def register_request(
    case: DisclosureRequest,
    *,
    signed_for_on: date | None = None,
    confirmed_on: date | None = None,
    late_reason: str = "",
    by: User,
    on: date,
) -> DisclosureRequest:
    """
    Fix the day of receipt by the rule of the channel and start the clock (条例第三十一条、第三十三条).

    :param late_reason: why paper is entered later than the body allows; kept with who entered it
    :raises EnteredLate: it is entered late without a reason
    :raises ReceiptNotConfirmed: the day that this channel needs is missing
    :raises DateOutOfOrder: it lies before the submission or after `on`
    :raises StepNotAllowed: wrong state or wrong role
    """
    case = locked(case)
    code = "confirm_receipt" if needs_confirmation(case.channel, case.submitted_on) else "register"
    step = check_allowed(case, code, by=by, on=on)
    received_on = date_of_receipt(
        case.channel,
        submitted_on=case.submitted_on,
        signed_for_on=signed_for_on,
        confirmed_on=confirmed_on,
    )
    _check_not_after(received_on, on, "收到申请之日")
    reason = late_reason.strip()
    check_entered_in_time(case.body, case.channel, received_on, reason=reason, on=on)
    is_late = is_entered_late(case.body, case.channel, received_on, on=on)
    case.received_on = received_on
    late = {"late_reason": reason} if is_late else {}
    take(case, step, moves_clock=True, by=by, on=on, received_on=received_on.isoformat(), **late)
    return case


@transaction.atomic
def ask_to_correct(
    case: DisclosureRequest,
    *,
    items: str,
    until_on: date | None = None,
    late_reason: str = "",
    by: User,
    on: date,
) -> DisclosureRequest:
    """
    Tell the applicant once and completely what to correct, and stop the clock (条例第三十条).

    :param until_on: the last day for it; by default as many working days as the body allows
    :param late_reason: why it is asked for after seven working days all the same; kept in the event
    :raises AlreadyCorrected: it was asked before
    :raises CorrectionNoticeTooLate: more than seven working days after receipt, and no reason
    :raises RequestIncomplete: nothing is named
    :raises DateOutOfOrder: the period would be over at once
    """
    case = locked(case)
    step = check_allowed(case, "ask_to_correct", by=by, on=on)
    if not items.strip():
        raise RequestIncomplete("请一次性写明需要补正的全部事项（条例第三十条）。")
    reason = late_reason.strip()
    check_notice_in_time(case, reason, on)
    if not is_notice_late(case, on):
        reason = ""
    days = case.body.correction_period_days
    until_on = until_on or current_calendar().add_working_days(on, days).on
    if until_on <= on:
        raise DateOutOfOrder("补正期限应当晚于告知补正的日期。")
    Correction.objects.create(
        request=case, asked_on=on, items=items.strip(), until_on=until_on, late_reason=reason
    )
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        note=items.strip(),
        asked_on=on.isoformat(),
        until_on=until_on.isoformat(),
        **({"notice_late_reason": reason} if reason else {}),
    )
    return case


@transaction.atomic
def accept_correction(
    case: DisclosureRequest,
    *,
    text: str,
    received_on: date | None = None,
    matter: str = "",
    description: str = "",
    by: User,
    on: date,
) -> DisclosureRequest:
    """
    Take in the correction; the reply period counts anew from its receipt (条例第三十条).

    A late one may be taken in while the request has not been ended: there may have been just cause.

    :param matter, description: the corrected wording; empty leaves it
    :raises DateOutOfOrder: received before it was asked for, or after `on`
    """
    case = locked(case)
    step = check_allowed(case, "accept_correction", by=by, on=on)
    correction = case.correction
    correction.received_on = received_on = received_on or on
    correction.text = text.strip()
    _check_not_after(received_on, on, "收到补正日期")
    _check_not_after(correction.asked_on, received_on, "告知补正日期")
    correction.save()
    before = {"matter": case.matter, "description": case.description}
    case.matter = matter.strip() or case.matter
    case.description = description.strip() or case.description
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        note=text.strip(),
        received_on=received_on.isoformat(),
        before=before,
    )
    index_terms(case)
    return case


@transaction.atomic
def lapse_correction(case: DisclosureRequest, *, note: str = "", by: User, on: date) -> DisclosureRequest:
    """
    End a request that was not corrected in time without just cause (条例第三十条).

    :raises CorrectionPeriodRuns: the applicant still has time
    """
    case = locked(case)
    step = check_allowed(case, "lapse_correction", by=by, on=on)
    conclude(case, Outcome.OTHER_NO_CORRECTION, on=on)
    take(case, step, by=by, on=on, note=note)
    return case


def _store(
    case: DisclosureRequest,
    applicant: ApplicantFacts,
    others: Sequence[CoApplicantFacts],
    *,
    by: User | None,
    on: date,
) -> DisclosureRequest:
    case.number = next_number(case.body, on)
    case.full_clean(validate_unique=False, validate_constraints=False)  # the database judges those
    case.save()
    person = Applicant(request=case, **asdict(applicant))
    person.full_clean(validate_constraints=False)  # what is sealed is checked by the database only
    person.save()
    for position, each in enumerate(others, start=1):
        add_co_applicant(case, each, position=position)
    index_terms(case)
    RequestEvent.objects.create(request=case, step=FILED, to_state=case.state, on=on, by=by)
    return case


def _filed_with(key: str | None) -> DisclosureRequest | None:
    return DisclosureRequest.objects.filter(idempotency_key=key).first() if key else None


def _check_may_file(case: DisclosureRequest, by: User | None, on: date) -> None:
    roles = CASEWORK.step(FILED).roles
    if not set(roles) & roles_for(case, by, on):
        raise StepNotAllowed(Refusal("role", "“提出申请”由申请人在网上提交，或者由收件登记员录入。"))


def _check_complete(applicant: ApplicantFacts, matter: str) -> None:
    if not applicant.name.strip():
        raise RequestIncomplete("请填写申请人的姓名或者名称（条例第二十九条）。")
    if not any(each.strip() for each in (applicant.phone, applicant.email, applicant.address)):
        raise RequestIncomplete("请填写申请人的联系方式：电话、电子邮箱或者通信地址（条例第二十九条）。")
    if not matter.strip():
        raise RequestIncomplete(
            "请填写申请公开的政府信息的名称、文号或者便于查询的其他特征性描述（条例第二十九条）。"
        )


def _check_not_after(earlier: date, later: date, name: str) -> None:
    if earlier > later:
        raise DateOutOfOrder(f"{name}（{cn_date(earlier)}）不能晚于{cn_date(later)}。")
