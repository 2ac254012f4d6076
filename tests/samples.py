"""Something real to stand behind each parameter of an address."""

from datetime import date
from typing import Any

from gongkai.rules.outcomes import Outcome
from tests.factories import answer_request, make_body, make_item, make_remedy, make_request, staff_of


def make_samples() -> dict[tuple[str, str], Any]:
    """
    Make one record of each kind, all in one body.

    :returns: values by the beginning of an address's name and the parameter in its route
    """
    body = make_body(code="haicheng")
    staff = staff_of(body)
    item = make_item(body=body, published_on=date(2025, 3, 4))
    case = make_request(body=body, assigned=True)
    answered = answer_request(make_request(body=body), on=date(2026, 3, 9), outcome=Outcome.DENIED_PROCESS)
    remedy = make_remedy(case=answered, by=staff.legal_reviewer)
    return {
        ("", "unit"): staff.unit,
        ("wagtail", "pk"): 1,
        ("", "slug"): item.column.slug,
        ("portal:item", "pk"): item.pk,
        ("office:", "pk"): item.pk,
        ("office:item_version", "number"): 1,
        ("office:request", "pk"): case.pk,
        ("office:draft_reply", "pk"): case.pk,
        ("office:remed", "pk"): remedy.pk,
        ("office:file_remedy", "pk"): remedy.request.pk,
    }
