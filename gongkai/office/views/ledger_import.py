"""台账 in Excel: template, upload, preview with the errors of each row, registration; and the export."""

from dataclasses import astuple

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.common.attempts import count_attempt
from gongkai.ledger import actions
from gongkai.ledger.models import LedgerEntry
from gongkai.office.desk import Desk, desk_of
from gongkai.office.figures import ledger_sheets
from gongkai.office.forms.ledger import LedgerFilter, units_kept_by
from gongkai.office.forms.ledger_months import ImportForm
from gongkai.office.sending import sent
from gongkai.office.template_sheets import NotOurSheet

SALT = "ledger-import"
AN_HOUR = 3600


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a filled template in and show what would become of each row; nothing is recorded yet."""
    desk = _keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"desk": desk, "form": form, "notes": ledger_sheets.HELP}
    if request.method == "POST" and form.is_valid():
        try:
            rows = ledger_sheets.read(form.cleaned_data["file"].read())
        except NotOurSheet as wrong:
            form.add_error("file", str(wrong))
        else:
            checked = ledger_sheets.check(rows, units_kept_by(desk), desk.today)
            kept = signing.dumps([astuple(row) for row in rows], salt=SALT, compress=True)
            context |= {"checked": checked, "kept": kept, "ready": sum(each.is_ready for each in checked)}
            return render(request, "office/ledger/import_preview.html", context)
    return render(request, "office/ledger/import.html", context)


@require_http_methods(["POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Record the rows of a preview that are right; they are judged again, so that none is recorded twice."""
    desk = _keeper(request)
    try:
        rows = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        messages.error(request, "检查结果已经过期，请重新上传文件。没有登记任何一笔。")
        return redirect("office:ledger_import")
    read = [ledger_sheets.ReadRow(*row) for row in rows]
    with transaction.atomic():
        # In the same transaction: of two that come at the same instant, the second waits for the first.
        if count_attempt("ledger-import", request.POST["kept"], seconds=AN_HOUR, now=now()) > 1:
            messages.info(request, "这份检查结果已经登记过，没有再次登记。")
            return redirect("office:ledger")
        checked = ledger_sheets.check(read, units_kept_by(desk), desk.today)
        lines = [each.line for each in checked if each.line and each.is_ready]
        made = actions.record_entries(lines, by=desk.user)
    messages.success(request, f"已登记{len(made)}笔。" if made else "没有可以登记的行。")
    return redirect("office:ledger")


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Send the empty template."""
    return sent(ledger_sheets.template(units_kept_by(_keeper(request))), "台账模板.xlsx")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Send the filtered list as an Excel file."""
    desk = desk_of(request)
    form = LedgerFilter(request.GET, desk)
    found = form.filtered(LedgerEntry.objects.of(desk.body)).select_related("unit", "recorded_by")
    return sent(ledger_sheets.export(found.order_by("on", "pk")), f"台账{form.year_shown}年.xlsx")


def _keeper(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not units_kept_by(desk).exists():
        raise PermissionDenied("台账由经办人、信息员、科室负责人、公开工作机构负责人和年报编辑登记。")
    return desk
