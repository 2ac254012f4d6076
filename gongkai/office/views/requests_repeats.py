"""查重: earlier requests like this one beside it, and ready paragraphs for the reply."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.casework.paragraphs import frequency_paragraph
from gongkai.casework.repeats import find_repeats, frequency_of
from gongkai.office.desk import desk_of
from gongkai.office.requests.cases import open_case
from gongkai.office.requests.suggested import with_paragraphs


@require_GET
def repeats(request: HttpRequest, pk: int) -> HttpResponse:
    """Show earlier requests like this one, of the same applicant and of others."""
    seen = open_case(desk_of(request), pk)
    if not seen.may_compare:
        raise PermissionDenied("您的角色不需要知道谁重复申请。")
    found = find_repeats(seen.case, reader=seen.desk.user)
    counts = frequency_of(seen.case, seen.desk.today)
    context = {
        "seen": seen,
        "desk": seen.desk,
        "groups": with_paragraphs(seen.case, found),
        "elsewhere": found.elsewhere,
        "counts": counts,
        "frequency": frequency_paragraph(seen.case, counts, len(found.of_applicant)),
    }
    return render(request, "office/requests/repeats.html", context)
