"""The files of a case: added by whoever handles it, opened by whoever may read it; never public."""

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.models import RequestFile
from gongkai.office.desk import desk_of
from gongkai.office.forms.files import CaseFileForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import CaseView, open_case
from gongkai.office.requests.privacy import PRIVATE_PURPOSES


@require_http_methods(["GET", "POST"])
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to a case."""
    seen = open_case(desk_of(request), pk)
    form = CaseFileForm(request.POST or None, request.FILES or None, purposes=seen.purposes)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.attach_file(seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "文件已添加。")
            return redirect("office:request", pk)
    return render(request, "office/requests/add_file.html", {"seen": seen, "desk": seen.desk, "form": form})


@require_GET
def send_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Send one file of a case, always as a download; the opening of a proof of identity is noted."""
    seen = open_case(desk_of(request), pk)
    found = _find(seen, file)
    if found.purpose in PRIVATE_PURPOSES:
        actions.look_at_identity(seen.case, file=found, by=seen.desk.user, on=seen.desk.today)
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )


@require_http_methods(["GET", "POST"])
def remove_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take out a file that was going to be supplied."""
    seen = open_case(desk_of(request), pk)
    found = _find(seen, file)
    form = Form(request.POST)
    if request.method == "POST":
        with refused_into(form):
            actions.remove_file(found, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "文件已移除。")
            return redirect("office:request", pk)
    context = {"seen": seen, "desk": seen.desk, "file": found, "form": form}
    return render(request, "office/requests/remove_file.html", context)


def _find(seen: CaseView, pk: int) -> RequestFile:
    for file in seen.files:
        if file.pk == pk:
            return file
    raise Http404("没有这个文件，或者您不能打开")
