"""批量登记: template, upload, preview with the errors of each row, registration with its progress."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.office.bulk import sheet
from gongkai.office.bulk.checking import CheckedList, check_rows
from gongkai.office.bulk.progress import Progress
from gongkai.office.bulk.tasks import register_list
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.bulk import ListForm
from gongkai.office.refusals import refused_into
from gongkai.office.sending import sent
from gongkai.office.template_sheets import NotOurSheet
from gongkai.rules.roles import Role


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a filled template in; nothing is registered yet."""
    desk = _registrar(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refused_into(form):
            try:
                sheet.read(data := file.read())
            except NotOurSheet as wrong:
                form.add_error("file", str(wrong))
            else:
                digest = actions.keep_list(desk.body, data=data, by=desk.user)
                return redirect("office:bulk_list", digest)
    return render(request, "office/bulk/upload.html", {"desk": desk, "form": form, "notes": sheet.HELP})


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Send the empty template."""
    _registrar(request)
    return sent(sheet.template(), "批量登记模板.xlsx")


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, digest: str) -> HttpResponse:
    """Show what would become of each row; POST registers those that are right. htmx asks how far it is."""
    desk = _registrar(request)
    checked = _checked(desk, digest)
    if checked is None:
        messages.success(request, "名单已经全部登记，上传的文件已经删除。")
        answer = redirect("office:requests")
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(headers={"HX-Redirect": answer.url})
        return answer
    if request.method == "POST":
        register_list.enqueue(desk.body.pk, desk.user.pk, digest, desk.today.isoformat())
        return redirect(f"{request.path}?{Progress().query}")
    progress = Progress.of(request.GET, left=len(checked.ready))
    context = {"desk": desk, "checked": checked, "digest": digest, "progress": progress}
    template = "office/bulk/_rows.html" if request.htmx else "office/bulk/preview.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_GET
def errors(request: HttpRequest, digest: str) -> HttpResponse:
    """Send back the rows that are wrong, each with what is wrong."""
    checked = _checked(_registrar(request), digest)
    if checked is None:
        return redirect("office:bulk")
    return sent(sheet.template([(each.row, each.wrong) for each in checked.wrong]), "待修改的申请.xlsx")


def _registrar(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if Role.REGISTRAR not in desk.roles:
        raise PermissionDenied("批量登记由收件登记员办理（条例第三十一条）。")
    return desk


def _checked(desk: Desk, digest: str) -> CheckedList | None:
    data = actions.kept_list(desk.body, digest=digest, by=desk.user)
    if data is None:
        return None
    refusals = actions.kept_refusals(desk.body, digest=digest, by=desk.user)
    return check_rows(sheet.read(data), desk.body, desk.today, refusals=refusals)
