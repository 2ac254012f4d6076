"""What the demo's office does beside and after its cases: reviews, records, promotions, notes, looks."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils.timezone import make_aware, now

from gongkai.bundles.actions import order_bundle
from gongkai.bundles.models import Audience
from gongkai.casework import actions
from gongkai.casework.models import CaseNote, DisclosureRequest, RequestEvent, RequestFile, Withholding
from gongkai.casework.models.record import RecordCorrection, RecordEvent
from gongkai.casework.models.withholding import WithholdingReview
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.columns import Columns
from gongkai.cli.demo.items import take_to_portal
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.people import applicant
from gongkai.cli.demo.words import day, read
from gongkai.promotion import actions as promotion
from gongkai.publishing import actions as publishing
from gongkai.remedies.models import RemedyEvent
from gongkai.rules.calendar import Calendar

PROMOTED_ON = date(2025, 11, 20)
BEING_PROMOTED = timedelta(days=5)  # so long ago the drafts that are not public yet were made
LONG_AGO, LATELY = timedelta(days=14), timedelta(days=40)
AROUND_TODAY = (-3, 4, 12)  # days from today on which what is withheld is to be looked at again
RECORDED_AT = time(10)
DATED: tuple[type[Model], ...] = (RequestEvent, CaseNote, RecordEvent, RemedyEvent)


def review_what_is_withheld(cast: Cast, today: date) -> None:
    """Look again at what is withheld on its day; a few wait for a look around today (条例第十八条)."""
    decide, keep = actions.review_withholding, WithholdingReview.Decision.KEEP
    reason = "不予公开的情况没有变化。"
    for withheld in Withholding.objects.open().select_related("request__body").order_by("pk"):
        by = _head(cast, withheld)
        while withheld.next_review_on <= today - LONG_AGO:
            withheld = decide(withheld, decision=keep, reason=reason, by=by, on=withheld.next_review_on)
    old = Withholding.objects.open().filter(request__body=cast.city, since_on__lt=today - 2 * LATELY)
    first, *others = old.order_by("pk")[: len(AROUND_TODAY) + 1]
    for days, withheld in zip(AROUND_TODAY, others, strict=True):
        again_on = today + timedelta(days=days)
        by, on = cast.people["officehead"], today - LATELY
        decide(withheld, decision=keep, reason=reason, next_review_on=again_on, by=by, on=on)
    freed = WithholdingReview.Decision.DISCLOSE
    by, reason = cast.people["officehead"], "有关工作已经结束，公开不再影响第三方。"
    decide(first, decision=freed, reason=reason, by=by, on=today - LATELY)


def _head(cast: Cast, withheld: Withholding) -> Any:
    code = withheld.request.body.code
    return cast.people["officehead" if code == cast.city.code else code]


def promote(cast: Cast, columns: Columns, today: date) -> None:
    """Make draft items of what was asked for, and answer proposals (条例第四十四条)."""
    handler, lately = cast.people["handler"], today - BEING_PROMOTED
    _propose(cast, lately)
    for facts in read("afterwards")["promotions"]:
        case, on = _case(cast, facts), PROMOTED_ON if facts.get("published") else lately
        made = promotion.promote_request(
            case,
            column=columns[cast.city.code, facts["column"]],
            title=facts["matter"],
            text=f"{facts['matter']}，内容见附件。",
            attachments=list(case.files.filter(purpose=RequestFile.Purpose.SUPPLIED)),
            reason=facts["reason"],
            by=handler,
            on=on,
        )
        if facts.get("published"):
            item, by = made.item, cast.people["editor"]
            item = publishing.save_draft(item, summary=f"{facts['matter']}。", by=by, on=on)
            take_to_portal(cast, item, submitted_on=on, on=on)


def _propose(cast: Cast, lately: date) -> None:
    """Let applicants propose what everybody should read; some are answered, one waits since lately."""
    head = cast.people["officehead"]
    for facts in read("afterwards")["proposals"]:
        on = PROMOTED_ON if "declined" in facts else lately
        proposal = promotion.propose_promotion(_case(cast, facts), text=facts["text"], on=on)
        if "declined" in facts:
            promotion.decline_proposal(proposal, reason=facts["declined"], by=head, on=on)
    for facts in read("afterwards")["wishes"]:
        promotion.decline_wish(_case(cast, facts), reason=facts["declined"], by=head, on=PROMOTED_ON)


def correct_records(cast: Cast, today: date) -> None:
    """Live the requests of people who want records about themselves corrected (条例第四十一条)."""
    for number, facts in enumerate(read("afterwards")["records"], start=801):
        received_on = day(facts["on"]) if "on" in facts else _before(today, facts["before"])
        person = applicant({"kind": "natural_person", "channel": "counter"}, number)
        names = ("name", "id_type", "id_number", "phone", "address")
        record = actions.file_record_correction(
            cast.city,
            person={name: getattr(person, name) for name in names},
            **{name: facts[name] for name in ("record", "wrong", "right", "evidence")},
            received_on=received_on,
            by=cast.people["registrar"],
            on=received_on,
        )
        if "paper" in facts:
            file, by = page(facts["paper"], facts["paper"], "（演示文件）"), cast.people["registrar"]
            actions.add_record_evidence(record, file=file, by=by, on=received_on)
        if "then" in facts:
            _decide(cast, record, facts)


def _decide(cast: Cast, record: RecordCorrection, facts: dict[str, Any]) -> None:
    verbs = {
        "correct": actions.correct_record,
        "transfer": actions.transfer_record,
        "refer": actions.refer_record,
        "refuse": actions.refuse_record,
    }
    told = {"other_body": facts["other_body"]} if "other_body" in facts else {}
    on = Calendar.default().add_working_days(record.received_on, 4).on
    by = cast.people["officehead"]
    record = verbs[facts["then"]](record, decision=facts["decision"], **told, by=by, on=on)  # type: ignore[operator]
    if "on" in facts:
        actions.tell_record(record, note="电话告知并寄送告知书。", by=cast.people["registrar"], on=on)


def work_together(cast: Cast, today: date) -> None:
    """Write notes that mention others, give units their dates, hand a case over, look at identities."""
    for facts in read("afterwards")["notes"]:
        mention = [cast.people[name] for name in facts["mention"]]
        by = cast.people[facts["by"]]
        actions.add_note(_case(cast, facts), text=facts["text"], mention=mention, by=by, on=today)
    for facts in read("afterwards")["looks"]:
        by, case = cast.people[facts["by"]], _case(cast, facts)
        actions.look_at_identity(case, reason=facts["reason"], by=by, on=today)
    _give_units_dates(cast, today)
    case = _case(cast, {"matter": "近三年创业带动就业人数"})
    other, by = cast.people["handler2"], cast.people["officehead"]
    actions.hand_over(case, handler=other, note="原经办人外出培训。", by=by, on=today)


def _give_units_dates(cast: Cast, today: date) -> None:
    soon = today + timedelta(days=7)
    being_handled = DisclosureRequest.objects.of(cast.city).filter(state="assigned", due_on__gt=soon)
    for case in being_handled.order_by("pk"):
        assert case.due_on is not None  # noqa: S101  # filtered by it
        unit_due_on = _before(case.due_on, 3)
        if unit_due_on >= today:
            by = cast.people["officehead"]
            actions.set_unit_date(case, unit_due_on=unit_due_on, note="留出审核时间。", by=by, on=today)


def order_bundles(cast: Cast, today: date) -> None:
    """Let the archivist ask for the file of the newest archived case; the worker makes it."""
    case = DisclosureRequest.objects.of(cast.city).filter(state="archived").order_by("-pk")[0]
    order_bundle(case, audience=Audience.ARCHIVE, by=cast.people["archivist"], on=today, at=now())


def date_what_was_recorded(today: date) -> None:
    """Let the record say that each step was recorded on its day, and not when the demo was loaded."""
    for model in DATED:
        past = model._default_manager.filter(on__lt=today)
        for on in set(past.values_list("on", flat=True)):
            past.filter(on=on).update(at=make_aware(datetime.combine(on, RECORDED_AT)))


def _case(cast: Cast, facts: dict[str, Any]) -> DisclosureRequest:
    """Return the newest request of the city for a matter."""
    found = DisclosureRequest.objects.of(cast.city).filter(matter=facts["matter"])
    case = found.order_by("-pk").first()
    assert case is not None, facts["matter"]  # noqa: S101  # the story tells it
    return case


def _before(on: date, days: int) -> date:
    for _ in range(days):
        on = Calendar.default().working_day_until(on - timedelta(days=1))
    return on
