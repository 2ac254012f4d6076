"""What a draft of a reply may begin with: a paragraph for a repeated or an excessive request."""

from typing import Any

from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.paragraphs import repeat_paragraph, suggested_refusal, suggested_repeat
from gongkai.casework.repeats import Match, Repeats, find_repeats, frequency_of
from gongkai.office.requests.cases import CaseView

Lines = list[tuple[Match, str]]


def with_paragraphs(case: DisclosureRequest, found: Repeats) -> list[tuple[str, Lines]]:
    """Return the matches by who asked, each with its paragraph; without an earlier reply there is none."""
    groups = (("同一申请人", found.of_applicant), ("其他申请人", found.of_others))
    return [
        (label, [(match, _paragraph(case, match)) for match in matches])
        for label, matches in groups
        if matches
    ]


def suggestion_for(seen: CaseView, asked: str) -> dict[str, Any]:
    """
    Return what the draft begins with.

    :param asked: `repeat-<key of the earlier reply>` or `frequency`; anything else suggests nothing
    """
    if not seen.may_compare:
        return {}
    kind, _, key = asked.partition("-")
    if kind == "repeat" and key.isdecimal():
        return _repeat(seen, int(key))
    if kind == "frequency":
        alike = len(find_repeats(seen.case, reader=seen.desk.user).of_applicant)
        return suggested_refusal(seen.case, frequency_of(seen.case, seen.desk.today), alike)
    return {}


def _repeat(seen: CaseView, key: int) -> dict[str, Any]:
    readable = DisclosureRequest.objects.of(seen.case.body).visible_to(seen.desk.user)
    same = readable.filter(seen.case.applicant.same()).exclude(pk=seen.case.pk)
    earlier = Reply.objects.issued().select_related("request").filter(request__in=same, pk=key).first()
    return suggested_repeat(seen.case, earlier) if earlier else {}


def _paragraph(case: DisclosureRequest, match: Match) -> str:
    return repeat_paragraph(case, match.reply) if match.reply and match.same_applicant else ""
