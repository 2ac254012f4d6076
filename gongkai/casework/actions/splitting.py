"""按事项拆分: one request that asks for several things becomes several, which are answered one by one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from gongkai.bodies.models import User
from gongkai.casework import timing
from gongkai.casework.actions.numbering import next_number
from gongkai.casework.actions.terms import index_terms
from gongkai.casework.codes import new_query_code
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import CaseworkPolicy, DisclosureRequest, RequestEvent
from gongkai.casework.progress import locked, take
from gongkai.casework.splitting import carry_events, matters_of
from gongkai.casework.workflow import FILED

Row = TypeVar("Row", bound=Model)
# One row each, that a part has as the whole had it.
SHARED = ("applicant", "correction", "abuse_review")


@transaction.atomic
def split_request(
    case: DisclosureRequest, *, matters: Sequence[str], by: User, on: date
) -> list[DisclosureRequest]:
    """
    Split a request by matter, and return its parts: each with its own number, of the same applicant.

    Receipt and clock of the parts are those of the whole, for the events that move it are carried over. The
    whole rests then and is not counted; its parts are counted as the body has chosen.

    :param matters: what each part asks for
    :raises NotSplittable: fewer than two matters, or the whole is being answered
    """
    case = locked(case)
    step = check_allowed(case, "split", by=by, on=on)
    found = matters_of(matters)
    policy = CaseworkPolicy.objects.for_body(case.body)
    each_counts = policy.split_counting == CaseworkPolicy.SplitCounting.EACH
    parts = [
        _part(case, matter, counts=case.is_counted and (each_counts or not place), by=by, on=on)
        for place, matter in enumerate(found)
    ]
    due_on = case.due_on and case.due_on.isoformat()
    case.due_on, case.provisional, case.is_counted = None, False, False
    take(case, step, by=by, on=on, parts=[part.number for part in parts], due_on=[due_on, None])
    return parts


def _part(case: DisclosureRequest, matter: str, *, counts: bool, by: User, on: date) -> DisclosureRequest:
    part = _copy(
        case,
        number=next_number(case.body, on),
        query_code=new_query_code(),
        idempotency_key=None,
        matter=matter,
        split_from_id=case.pk,
        is_counted=counts,
    )
    for row in _shared_rows(case):
        _copy(row, request_id=part.pk)
    filed = case.events.get(step=FILED)
    RequestEvent.objects.create(
        request=part, step=FILED, to_state=filed.to_state, on=filed.on, by=filed.by, data=filed.data
    )
    carry_events(case, part)
    timing.set_clock(part)
    part.save()
    RequestEvent.objects.create(
        request=part,
        step="split",
        from_state=case.state,
        to_state=case.state,
        on=on,
        by=by,
        data={"split_from": case.number},
    )
    index_terms(part)
    return part


def _shared_rows(case: DisclosureRequest) -> Iterator[Model]:
    yield from (row for name in SHARED if (row := getattr(case, name, None)))
    yield from case.co_applicants.all()


def _copy(row: Row, **changes: Any) -> Row:
    """Store a row again with some other values; what is sealed is opened, and sealed for its new place."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    copy = type(row)(**{name: getattr(row, name) for name in fields} | changes)
    copy.save()
    return copy
