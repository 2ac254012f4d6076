"""导出: the list of requests as it is filtered, as an Excel file."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework.actions import look_at_identities
from gongkai.casework.models import DisclosureRequest
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.exports import IdentityExportForm
from gongkai.office.forms.filters import CaseFilter
from gongkai.office.refusals import refused_into
from gongkai.office.requests.exports import NAMELESS, Sheet, export_cases, with_identity
from gongkai.office.requests.privacy import sees_contact


@require_GET
def export(request: HttpRequest) -> FileResponse:
    """Send what the filters of the address let through; it names nobody who asked."""
    desk = desk_of(request)
    asked = CaseFilter(request.GET, desk)
    return _file(desk, asked, _found(desk, asked), NAMELESS)


@require_http_methods(["GET", "POST"])
def export_with_identity(request: HttpRequest) -> HttpResponseBase:
    """Ask what the list with who asked is needed for; POST sends it and logs a look at each applicant."""
    desk = desk_of(request)
    if not sees_contact(desk.roles):
        raise PermissionDenied("申请人的身份信息只供因工作需要的人员查看。")
    asked = CaseFilter(request.GET, desk)
    found = _found(desk, asked)
    form = IdentityExportForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with refused_into(form):
            look_at_identities(list(found), reason=reason, by=desk.user, on=desk.today)
            return _file(desk, asked, found, with_identity(reason))
    context = {"desk": desk, "form": form, "count": found.count(), "asked": asked.in_words}
    return render(request, "office/requests/export.html", context)


def _found(desk: Desk, asked: CaseFilter) -> QuerySet[DisclosureRequest]:
    seen = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    return asked.in_tab(asked.filtered(seen))  # type: ignore[no-any-return]


def _file(desk: Desk, asked: CaseFilter, found: QuerySet[DisclosureRequest], kind: Sheet) -> FileResponse:
    file = export_cases(found, asked=asked.in_words, desk=desk, at=now(), kind=kind)
    named = "" if kind is NAMELESS else "（含身份信息）"
    return FileResponse(file, as_attachment=True, filename=f"依申请公开清单{named}{desk.today:%Y%m%d}.xlsx")
