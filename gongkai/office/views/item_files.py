"""信息发布: attachments of an item, as the office handles them."""

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from gongkai.office.desk import desk_of
from gongkai.office.forms.items import AttachmentForm
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to the draft; what is refused is said on the page one comes back to."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        with refused_into(form):
            attachment = actions.attach_file(item, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, f"已添加附件“{attachment.name}”。")
    for reasons in form.errors.values():
        messages.error(request, "；".join(str(reason) for reason in reasons))
    return redirect("office:edit_item", pk=pk)


@require_POST
def remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file out of the draft; earlier versions keep it."""
    desk = desk_of(request)
    attachment = get_object_or_404(find_item(desk, pk).attachments.in_draft(), pk=file)
    form = Form({})
    form.full_clean()
    with refused_into(form):
        actions.remove_attachment(attachment, by=desk.user, on=desk.today)
        messages.success(request, f"已移除附件“{attachment.name}”。")
    for reason in form.non_field_errors():
        messages.error(request, str(reason))
    return redirect("office:edit_item", pk=pk)


@require_GET
def download(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """Hand out an attachment, public or not, to people of the body."""
    attachment = get_object_or_404(find_item(desk_of(request), pk).attachments, pk=file)
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
