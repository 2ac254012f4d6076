"""Requests like this one: of the same applicant and of others, how alike they are, and what was replied."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.models.request import DisclosureRequestQuerySet
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.terms import DOCUMENT, MATTER, words_only

EACH = 200  # newest requests looked at for one word; a word with more of them tells little
CANDIDATES = 80  # requests that are compared word by word
SHOWN = 12
# From which share of common words on two requests are called so; no rule says, people judge.
LIKENESS = ((0.85, "内容高度相同"), (0.5, "内容相近"), (0.25, "部分内容相近"))
LEAST = LIKENESS[-1][0]


@dataclass(frozen=True)
class Match:
    """An earlier request that is like this one; `share` is how many of all words both have, 0 to 1."""

    earlier: DisclosureRequest
    same_applicant: bool
    same_matter: bool
    documents: tuple[str, ...]
    share: float

    @property
    def likeness(self) -> str:
        """How alike they are, in words."""
        if self.same_matter:
            return "所需信息的名称相同"
        if self.documents:
            return f"都涉及{'、'.join(f'…{each}' for each in self.documents)}"
        return next((words for least, words in LIKENESS if self.share >= least), "内容不同")

    @property
    def percent(self) -> int:
        """The share of common words in percent."""
        return round(self.share * 100)

    @property
    def reply(self) -> Reply | None:
        """The last reply that went out."""
        return next(iter(self.earlier.issued_replies), None)  # type: ignore[attr-defined]

    @property
    def weight(self) -> tuple[bool, bool, bool, float, int]:
        """What is shown first: the same matter, the same applicant, the same document, the more alike."""
        return (
            self.same_matter,
            self.same_applicant,
            bool(self.documents),
            self.share,
            self.earlier.pk,
        )


@dataclass(frozen=True)
class Repeats:
    """What was found; `elsewhere` counts matches among requests that the reader may not open."""

    matches: tuple[Match, ...]
    elsewhere: int

    @property
    def of_applicant(self) -> tuple[Match, ...]:
        """Requests of the same applicant."""
        return tuple(match for match in self.matches if match.same_applicant)

    @property
    def of_others(self) -> tuple[Match, ...]:
        """Requests of other applicants."""
        return tuple(match for match in self.matches if not match.same_applicant)


@dataclass(frozen=True)
class Frequency:
    """How often one applicant has asked a body (条例第三十五条); days are inclusive."""

    first: date
    last: date
    in_month: int
    in_year: int


def find_repeats(case: DisclosureRequest, *, reader: User) -> Repeats:
    """Return earlier requests like this one; seven queries, however many requests there are."""
    terms = frozenset(case.terms.values_list("term", flat=True))
    own = _own(case)
    found = _likely(case, terms) | own
    words = _words_of(found)
    judged = {pk: _judge(terms, words.get(pk, frozenset())) for pk in found}
    alike = {pk: facts for pk, facts in judged.items() if facts[0] or facts[1] or facts[2] >= LEAST}
    issued = Prefetch(
        "replies", Reply.objects.issued().order_by("-issued_on", "-pk"), to_attr="issued_replies"
    )
    seen = DisclosureRequest.objects.visible_to(reader).filter(pk__in=alike).prefetch_related(issued)
    matches = [Match(each, each.pk in own, *alike[each.pk]) for each in seen]
    matches.sort(key=lambda match: match.weight, reverse=True)
    return Repeats(tuple(matches[:SHOWN]), len(alike) - len(matches))


def frequency_of(case: DisclosureRequest, on: date) -> Frequency:
    """Count what the applicant of a case has asked for, in the month and in the year up to a day."""
    days = _same_applicant(case).filter(submitted_on__lte=on).values_list("submitted_on", flat=True)
    year = list(days.filter(submitted_on__gte=date(on.year, 1, 1)).order_by("submitted_on"))
    month = [day for day in year if day.month == on.month]
    return Frequency(first=year[0] if year else on, last=on, in_month=len(month), in_year=len(year))


def _same_applicant(case: DisclosureRequest) -> DisclosureRequestQuerySet:
    # The few of the applicant are found first, whatever the number of requests of the body.
    same = DisclosureRequest.objects.filter(case.applicant.same(), applicant__isnull=False).order_by()
    return DisclosureRequest.objects.of(case.body).filter(pk__in=same.values("pk"))


def _own(case: DisclosureRequest) -> set[int]:
    """Return the newest earlier requests of the same applicant."""
    earlier = _same_applicant(case).filter(pk__lt=case.pk).order_by("-pk")
    return set(earlier.values_list("pk", flat=True)[:EACH])


def _likely(case: DisclosureRequest, terms: Collection[str]) -> set[int]:
    """Return the requests that share the most telling words: the rarer a word, the more it tells."""
    pairs = RequestTerm.objects.newest_requests(case.body, terms, before=case.pk, each=EACH)
    spread = Counter(term for term, _ in pairs)
    score: Counter[int] = Counter()
    for term, request in pairs:
        score[request] += 10_000 if term[0] in (MATTER, DOCUMENT) else EACH // spread[term]
    return {request for request, _ in score.most_common(CANDIDATES)}


def _words_of(requests: Collection[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for request, term in RequestTerm.objects.of_requests(requests).values_list("request", "term"):
        found.setdefault(request, set()).add(term)
    return {request: frozenset(terms) for request, terms in found.items()}


def _judge(one: frozenset[str], other: frozenset[str]) -> tuple[bool, tuple[str, ...], float]:
    """Return whether the matter is the same, which documents both name, and the share of common words."""
    both = one & other
    all_words = words_only(one | other)
    share = len(words_only(both)) / len(all_words) if all_words else 0.0
    documents = tuple(sorted(term[1:] for term in both if term[0] == DOCUMENT))
    return any(term[0] == MATTER for term in both), documents, share
