"""文书收发: letters that wait to go out or to arrive, many at once."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.common.typesetting import NotTypeset
from gongkai.letters.errors import NotPrintable
from gongkai.letters.rendering.together import print_together
from gongkai.letters.workflow import SENDERS
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.letters import BatchForm
from gongkai.office.letters.batch import Batch, counts_of, open_batch


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest) -> HttpResponseBase:
    """List the letters of a queue; POST prints those chosen, or records that they went out or arrived."""
    desk = desk_of(request)
    data = request.POST if request.method == "POST" else None
    if data is not None and not _may_send(desk):
        raise PermissionDenied("文书由收件登记员、公开工作机构负责人和经办人收发。")
    found = open_batch(desk, request.GET.get("tab", ""), request.GET.get("page"), data)
    form = found.tab.form(data, today=desk.today)
    if data is not None and (answer := _do(request, found, form)):
        return answer
    context = {"desk": desk, "batch": found, "form": form, "tabs": counts_of(desk)}
    context["may_send"] = _may_send(desk)
    return render(request, "office/letters/batch.html", context)


def _do(request: HttpRequest, found: Batch, form: BatchForm) -> HttpResponseBase | None:
    """Print or record; None when the page is shown again with what was refused."""
    if not found.chosen:
        form.add_error(None, "请先选择文书。")
        return None
    if "print" in request.POST:
        return _printed(found, form)
    if not form.is_valid():
        return None
    if done := found.record(form.cleaned_data):
        messages.success(request, f"{found.tab.button}：{done}件。")
    if any(row.error for row in found.rows):
        form.add_error(None, "有的文书没有登记，原因列在该行；改正后再登记，填写的内容还在。")
        found.leave_out_done()
        return None
    return redirect(request.get_full_path())


def _printed(found: Batch, form: BatchForm) -> FileResponse | None:
    try:
        made = print_together([row.letter for row in found.chosen])
    except (NotTypeset, NotPrintable) as error:
        form.add_error(None, str(error))
        return None
    name = f"文书{len(found.chosen)}件.pdf"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type="application/pdf")


def _may_send(desk: Desk) -> bool:
    """Whether the person sends letters; the others see what waits, and no letter."""
    return desk.user.is_superuser or bool(set(SENDERS) & desk.roles)
