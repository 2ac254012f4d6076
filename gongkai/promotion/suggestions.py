"""Matters that several applicants asked for and that can be disclosed (条例第四十四条)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import Applicant, CaseworkPolicy, DisclosureRequest
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.terms import MATTER
from gongkai.promotion.models import Promotion
from gongkai.publishing.models import InformationItem
from gongkai.rules.outcomes import OutcomeGroup

MOST = 25  # matters that are suggested at a time
SHOWN = 20  # requests that are listed beside an item
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


@dataclass(frozen=True)
class Wish:
    """A matter whose applicants proposed when they asked that everybody be told (条例第四十四条第二款)."""

    case: DisclosureRequest
    requests: int


def wishes_for(body: Body, *, reader: User) -> list[Wish]:
    """
    Return what applicants proposed with their requests and nobody has answered yet, the most wanted first.

    Only what was answered by disclosing can become public; the newest such request stands for its matter.
    """
    asked = DisclosureRequest.objects.of(body).visible_to(reader)
    open_ones = asked.filter(proposes_release=True, outcome__in=OPEN, promotion=None, proposal=None)
    newest = list(open_ones.order_by("-pk").values_list("pk", flat=True)[:LATELY])
    terms = RequestTerm.objects.of_requests(newest).filter(term__startswith=MATTER)
    mark_of = dict(terms.values_list("request", "term"))
    promoted = _promoted(body, mark_of.values())
    matters: dict[str, list[int]] = defaultdict(list)
    for pk in newest:
        mark = mark_of.get(pk, str(pk))
        if mark not in promoted:
            matters[mark].append(pk)
    wanted = sorted(matters.values(), key=lambda keys: (len(keys), keys[0]), reverse=True)[:MOST]
    cases = DisclosureRequest.objects.in_bulk([keys[0] for keys in wanted])
    return [Wish(cases[keys[0]], len(keys)) for keys in wanted]


def alike(case: DisclosureRequest) -> list[DisclosureRequest]:
    """Return the requests for the same matter whose applicants proposed the same, this one first."""
    mark = RequestTerm.objects.filter(request=case, term__startswith=MATTER).values_list("term", flat=True)
    same = DisclosureRequest.objects.filter(
        body=case.body_id, proposes_release=True, outcome__in=OPEN, proposal=None, promotion=None
    )
    others = same.filter(terms__term__in=list(mark)).exclude(pk=case.pk).distinct()
    return [case, *others.order_by("-pk")]


def requests_behind(item: InformationItem, *, reader: User) -> list[DisclosureRequest]:
    """Return the requests an item goes back to and the reader may read, the one it was made of first."""
    promotion = Promotion.objects.filter(item=item).first()
    if promotion is None:
        return []
    matter = RequestTerm.objects.filter(request=promotion.request_id, term__startswith=MATTER)
    seen = DisclosureRequest.objects.of(item.body).visible_to(reader)
    same = seen.filter(
        Q(pk=promotion.request_id) | Q(terms__term__in=matter.values("term")), received_on__lte=promotion.on
    )
    found = same.distinct().order_by("-pk")[:SHOWN]
    return sorted(found, key=lambda case: case.pk != promotion.request_id)


def suggestions_for(body: Body, *, reader: User) -> list[Suggestion]:
    """Return matters that as many applicants asked for as the body has chosen, the most wanted first."""
    answered = DisclosureRequest.objects.of(body).visible_to(reader).filter(outcome__in=OPEN)
    newest = list(answered.order_by("-pk").values_list("pk", flat=True)[:LATELY])
    found = RequestTerm.objects.of_requests(newest).filter(term__startswith=MATTER)
    marks = dict(found.order_by("request").values_list("term", "request"))  # the newest request of each
    asked, promoted = _who_asked(body, marks), _promoted(body, marks)
    least = CaseworkPolicy.objects.for_body(body).promotion_applicants
    wanted = [
        (len(set(who)), len(who), marks[mark])
        for mark, who in asked.items()
        if len(set(who)) >= least and mark not in promoted
    ]
    wanted = sorted(wanted, reverse=True)[:MOST]
    cases = DisclosureRequest.objects.select_related("handling_unit").in_bulk([pk for *_, pk in wanted])
    return [Suggestion(cases[pk], requests, applicants) for applicants, requests, pk in wanted]


def _promoted(body: Body, marks: Iterable[str]) -> set[str]:
    """Return those matters of which the body made an item; items are made by hand, so they are the fewer."""
    made = list(Promotion.objects.of(body).values_list("request", flat=True))
    found = RequestTerm.objects.of_requests(made).filter(term__in=list(marks))
    return set(found.values_list("term", flat=True))


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
