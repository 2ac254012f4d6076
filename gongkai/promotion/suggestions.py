"""Matters that several applicants asked for and that can be disclosed (条例第四十四条)."""

from collections import defaultdict
from dataclasses import dataclass

from gongkai.bodies.models import Body, User
from gongkai.casework.models import Applicant, CaseworkPolicy, DisclosureRequest
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.terms import MATTER
from gongkai.promotion.models import Promotion
from gongkai.rules.outcomes import OutcomeGroup

LATELY = 400  # newest requests that were answered by disclosing; older matters are of the past
ASKED = 2000  # newest requests for the same matters that are counted
OPEN = [outcome.value for group in (OutcomeGroup.GRANTED, OutcomeGroup.PARTIAL) for outcome in group.outcomes]
WHO = ("id_match", "org_match", "name_match", "phone_match")


@dataclass(frozen=True)
class Suggestion:
    """A matter that was asked for often; `case` is the newest request that was answered by disclosing."""

    case: DisclosureRequest
    requests: int
    applicants: int


def suggestions_for(body: Body, *, reader: User) -> list[Suggestion]:
    """Return matters that as many applicants asked for as the body has chosen, the most wanted first."""
    answered = DisclosureRequest.objects.of(body).visible_to(reader).filter(outcome__in=OPEN)
    newest = {case.pk: case for case in answered.select_related("handling_unit").order_by("-pk")[:LATELY]}
    marks: dict[str, int] = {}
    found = RequestTerm.objects.of_requests(newest).filter(term__startswith=MATTER)
    for request, mark in found.order_by("request").values_list("request", "term"):
        marks[mark] = request
    asked = _who_asked(body, marks)
    promoted = set(
        Promotion.objects.filter(request__terms__term__in=marks).values_list(
            "request__terms__term", flat=True
        )
    )
    least = CaseworkPolicy.objects.for_body(body).promotion_applicants
    wanted = [
        Suggestion(newest[marks[mark]], len(who), len(set(who)))
        for mark, who in asked.items()
        if len(set(who)) >= least and mark not in promoted
    ]
    return sorted(wanted, key=lambda each: (each.applicants, each.requests, each.case.pk), reverse=True)


def _who_asked(body: Body, marks: dict[str, int]) -> dict[str, list[str]]:
    """Return for each matter who asked for it: number, code, or name with telephone, all hashed."""
    terms = RequestTerm.objects.filter(body=body, term__in=marks).order_by("-request")
    newest = list(terms.values_list("term", "request")[:ASKED])
    applicants = Applicant.objects.filter(request__in={request for _, request in newest})
    who = {
        request: number or code or f"{name} {phone}"
        for request, number, code, name, phone in applicants.values_list("request", *WHO)
    }
    asked: dict[str, list[str]] = defaultdict(list)
    for mark, request in newest:
        asked[mark].append(who[request])
    return asked
