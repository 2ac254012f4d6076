"""Handling a request: who works on it, and who is consulted."""

from datetime import date

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Assignment, Unit, User
from gongkai.casework.actions.restricting import name_handler
from gongkai.casework.clock import letter_due
from gongkai.casework.errors import (
    AssignedMeanwhile,
    ConsultationClosed,
    ConsultationOpen,
    DateOutOfOrder,
    RequestIncomplete,
    WrongUnit,
)
from gongkai.casework.guards import check_allowed, untold_parties
from gongkai.casework.models import Consultation, DisclosureRequest
from gongkai.casework.progress import locked, take, take_as_system
from gongkai.casework.states import CONSULTING, State
from gongkai.casework.timing import law_day
from gongkai.design.words import cn_date
from gongkai.rules.roles import Role

WAITING_STATES = {
    Consultation.Kind.THIRD_PARTY: State.THIRD_PARTY_CONSULTING,
    Consultation.Kind.PEER: State.PEER_CONSULTING,
}


@transaction.atomic
def assign_unit(
    case: DisclosureRequest, *, unit: Unit, handler: User | None = None, note: str = "", by: User, on: date
) -> DisclosureRequest:
    """
    Pass a request to a unit, and to a person in it when one is named (条例第四十五条).

    :raises WrongUnit: a unit of another body, or a person who does not handle requests there
    :raises AssignedMeanwhile: somebody else passed it on after `case` was read
    :raises NotNamed: it is restricted, and would go to somebody who may not read it
    """
    seen = [case.handling_unit_id, case.handler_id]
    case = locked(case)
    step = check_allowed(case, "assign", by=by, on=on)
    if seen != [case.handling_unit_id, case.handler_id]:
        raise AssignedMeanwhile(f"别人刚刚把本申请转交给了{case.handling_unit}，请看过以后再决定是否改派。")
    if unit.body_id != case.body_id:
        raise WrongUnit(f"{unit}不是{case.body}的科室。")
    if handler and not _handles_in(handler, unit, on):
        raise WrongUnit(f"{handler}不是{unit}的经办人。")
    named = name_handler(case, unit, handler, by=by, on=on)
    before = [case.handling_unit_id, case.handler_id]
    after = [unit.pk, handler.pk if handler else None]
    case.handling_unit, case.handler = unit, handler
    take(case, step, by=by, on=on, note=note, before=before, after=after, **named)
    return case


def consult_third_party(
    case: DisclosureRequest, *, party: str, contact: str = "", by: User, on: date
) -> Consultation:
    """
    Ask a third party for its opinion in writing; the clock pauses (条例第三十二条、第三十三条第三款).

    :raises RequestIncomplete: nobody is named
    """
    return _consult(case, Consultation.Kind.THIRD_PARTY, "consult_third_party", party, contact, by=by, on=on)


def consult_peer(
    case: DisclosureRequest, *, party: str, contact: str = "", by: User, on: date
) -> Consultation:
    """
    Ask another organ for its opinion; the clock pauses (条例第十一条、第三十三条第三款、第三十四条).

    :raises RequestIncomplete: nobody is named
    """
    return _consult(case, Consultation.Kind.PEER, "consult_peer", party, contact, by=by, on=on)


@transaction.atomic
def record_delivery(consultation: Consultation, *, delivered_on: date, by: User, on: date) -> Consultation:
    """
    Note when the letter arrived; the fifteen working days for the opinion count from then (条例第三十二条).

    :raises ConsultationClosed: the opinion is there, or the period has passed
    :raises DateOutOfOrder: before the letter was sent, or after `on`
    """
    case = locked(consultation.request)
    step = check_allowed(case, "record_delivery", by=by, on=on)
    consultation = _open_one(consultation)
    _check_between(consultation.sent_on, delivered_on, on)
    consultation.delivered_on = delivered_on
    consultation.due_on = letter_due(
        consultation.sent_on,
        consultation.kind,
        current_calendar(),
        delivered_on=delivered_on,
        law_on=law_day(case),
    )
    consultation.save()
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        consultation=consultation.pk,
        delivered_on=delivered_on.isoformat(),
    )
    return _with(consultation, case)


@transaction.atomic
def record_opinion(
    consultation: Consultation,
    *,
    opinion: Consultation.Opinion,
    note: str = "",
    answered_on: date | None = None,
    by: User,
    on: date,
) -> Consultation:
    """
    Record what was answered; after the last opinion the clock goes on (条例第三十二条、第三十四条).

    :raises ConsultationClosed: it is recorded already, or the period has passed
    :raises DateOutOfOrder: answered before the letter was sent, or after `on`
    :raises RequestIncomplete: silence is no opinion, it comes with the end of the period
    """
    case = locked(consultation.request)
    step = check_allowed(case, "record_opinion", by=by, on=on)
    consultation = _open_one(consultation)
    if opinion == Consultation.Opinion.SILENT:
        raise RequestIncomplete(
            "未答复意见的，期限届满后登记“期满未提出意见”（条例第三十二条、第三十四条）。"
        )
    answered_on = answered_on or on
    _check_between(consultation.sent_on, answered_on, on)
    consultation.opinion, consultation.note, consultation.answered_on = opinion, note.strip(), answered_on
    consultation.save()
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        note=consultation.get_opinion_display(),  # who it was stands sealed in the consultation
        consultation=consultation.pk,
        answered_on=answered_on.isoformat(),
    )
    _resume_after_last(case, on)
    return _with(consultation, case)


@transaction.atomic
def expire_consultation(consultation: Consultation, *, by: User | None = None, on: date) -> Consultation:
    """
    Take silence for what the law makes of it once the period has passed.

    A third party's leaves the decision to the body (条例第三十二条), another organ's is consent (第三十四条).

    :raises ConsultationOpen: the period has not passed
    :raises ConsultationClosed: the opinion is there
    """
    case = locked(consultation.request)
    step = check_allowed(case, "expire_consultation", by=by, on=on)
    consultation = _open_one(consultation)
    if consultation.due_on is None or on <= consultation.due_on:
        raise ConsultationOpen(
            f"{consultation.party}提出意见的期限还没有届满（条例第三十二条、第三十四条）。"
        )
    consultation.opinion = Consultation.Opinion.SILENT
    consultation.save()
    take(case, step, by=by, on=on, note="逾期未答复", consultation=consultation.pk)
    _resume_after_last(case, on)
    return _with(consultation, case)


@transaction.atomic
def tell_third_party(consultation: Consultation, *, by: User, on: date) -> Consultation:
    """
    Note that an overruled third party was told in writing what was disclosed and why (条例第三十二条).

    :raises ThirdPartyNotTold: this one is not owed a notice
    """
    case = locked(consultation.request)
    step = check_allowed(case, "tell_third_party", by=by, on=on)
    if consultation.pk not in [each.pk for each in untold_parties(case)]:
        raise ConsultationClosed(f"{consultation.party}不需要告知，或者已经告知。")
    consultation = Consultation.objects.get(pk=consultation.pk)
    consultation.told_on = on
    consultation.save()
    take(case, step, by=by, on=on, consultation=consultation.pk)
    return _with(consultation, case)


@transaction.atomic
def _consult(
    case: DisclosureRequest,
    kind: Consultation.Kind,
    code: str,
    party: str,
    contact: str,
    *,
    by: User,
    on: date,
) -> Consultation:
    case = locked(case)
    step = check_allowed(case, code, by=by, on=on)
    if not party.strip():
        raise RequestIncomplete("请填写被征求意见方的名称。")
    consultation = Consultation.objects.create(
        request=case,
        kind=kind,
        party=party.strip(),
        contact=contact.strip(),
        sent_on=on,
        due_on=letter_due(on, kind, current_calendar(), law_on=law_day(case)),
        asked_by=by,
    )
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        consultation=consultation.pk,
        sent_on=on.isoformat(),
    )
    return consultation


def _resume_after_last(case: DisclosureRequest, on: date) -> None:
    """Go on when nobody is awaited any more; else let the state say whose opinion still is."""
    awaited = {WAITING_STATES[Consultation.Kind(each.kind)] for each in case.consultations.open()}
    if case.state not in CONSULTING or case.state in awaited:
        return
    if not awaited:
        take_as_system(case, "resume", on=on)
    elif State.THIRD_PARTY_CONSULTING in awaited:
        take_as_system(case, "await_third_party", on=on)
    else:
        take_as_system(case, "await_peer", on=on)


def _open_one(consultation: Consultation) -> Consultation:
    consultation = Consultation.objects.get(pk=consultation.pk)
    if not consultation.is_open:
        raise ConsultationClosed(
            f"{consultation.party}的意见已经登记：{consultation.get_opinion_display()}。"
        )
    if not Consultation.objects.open().filter(pk=consultation.pk).exists():
        raise ConsultationClosed(
            f"给{consultation.party}的函是重新处理以前发的，需要意见的请重新征求（条例第三十二条）。"
        )
    return consultation


def _with(consultation: Consultation, case: DisclosureRequest) -> Consultation:
    consultation.request = case
    return consultation


def _handles_in(user: User, unit: Unit, on: date) -> bool:
    return Assignment.objects.held(on).filter(user=user, unit=unit, role=Role.HANDLER).exists()


def _check_between(first: date, day: date, last: date) -> None:
    if not first <= day <= last:
        raise DateOutOfOrder(f"日期应当在{cn_date(first)}（发函）和{cn_date(last)}之间。")
