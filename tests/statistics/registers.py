"""Lines of the registers for tests of figures: written straight into the tables, one line a call."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from gongkai.bodies.models import Body, Unit
from gongkai.casework.models import Applicant, Channel, DisclosureRequest, FeeNotice
from gongkai.casework.states import State
from gongkai.ledger.actions import record_entry
from gongkai.ledger.models import LedgerEntry
from gongkai.remedies.models import Remedy
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import make_unit, make_user

_numbers = count(1)
NOT_GIVEN = date(1, 1, 1)


def enter_request(
    body: Body,
    received_on: date | None,
    concluded_on: date | None = None,
    outcome: Outcome = Outcome.GRANTED,
    *,
    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON,
    due_on: date | None = NOT_GIVEN,
    channel: Channel = Channel.WEBSITE,
    unit: Unit | None = None,
    extension_days: int = 0,
) -> DisclosureRequest:
    """Enter a request; it is concluded when a day is given, and due thirty days after receipt."""
    if due_on == NOT_GIVEN:
        due_on = received_on + timedelta(days=30) if received_on else None
    request = DisclosureRequest.objects.create(
        body=body,
        number=f"N{next(_numbers)}",
        channel=channel,
        submitted_on=received_on or concluded_on or date(2025, 1, 1),
        received_on=received_on,
        clock_from=received_on,
        due_on=due_on,
        matter="2025年稳岗返还企业名单",
        handling_unit=unit,
        extension_days=extension_days,
        state=_state(received_on, concluded_on),
        outcome=outcome.value if concluded_on else "",
        concluded_on=concluded_on,
        concluded_late=bool(concluded_on and due_on and due_on < concluded_on),
    )
    Applicant.objects.create(request=request, kind=kind.value, name="李明", phone="13800000000")
    return request


def enter_remedy(
    body: Body,
    accepted_on: date,
    concluded_on: date | None = None,
    outcome: str = "upheld",
    *,
    kind: str = "review",
) -> Remedy:
    """Enter a review or suit about a new request; it is concluded when a day is given."""
    request = enter_request(body, accepted_on, accepted_on, Outcome.DENIED_PROCESS)
    after = None
    if kind == "suit_after_review":
        after = enter_remedy(body, accepted_on - timedelta(days=90), accepted_on - timedelta(days=30))
    return Remedy.objects.create(
        body=body,
        request=request,
        kind=kind,
        about="other",
        procedure="ordinary" if kind == "review" else "",
        case_no=f"第{next(_numbers)}号",
        organ="海城市人民政府",
        accepted_on=accepted_on,
        notified_on=accepted_on,
        answer_due_on=accepted_on + timedelta(days=14),
        outcome=outcome if concluded_on else "pending",
        concluded_on=concluded_on,
        after=after,
    )


def enter_quantity(body: Body, kind: LedgerKind, on: date, quantity: int | str) -> LedgerEntry:
    """Enter a quantity into the ledger."""
    unit = body.units.first() or make_unit(body=body)
    by = make_user(role=Role.HANDLER, unit=unit)
    return record_entry(unit, kind=kind, on=on, quantity=Decimal(quantity), by=by)


def enter_fee(
    body: Body, notified_on: date, paid_on: date | None = None, amount: int = 560, *, unit: Unit | None = None
) -> FeeNotice:
    """Enter the fee notice of a new request; it is paid when a day is given."""
    return FeeNotice.objects.create(
        request=enter_request(body, notified_on, unit=unit),
        ladder=FeeNotice.Ladder.BY_VOLUME,
        quantity=86,
        amount=amount,
        basis="第31—100页每页10元",
        notified_on=notified_on,
        paid_on=paid_on,
        receipt_no="00351882" if paid_on else "",
    )


def _state(received_on: date | None, concluded_on: date | None) -> State:
    if received_on is None:
        return State.WITHDRAWN if concluded_on else State.SUBMITTED
    return State.CLOSED if concluded_on else State.ASSIGNED
