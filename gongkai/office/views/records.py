"""信息更正: requests to correct one's own records, taken in, decided, told (条例第四十一条)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.actions.looking import RECORD_LOOKERS
from gongkai.casework.models import RecordCorrection, RecordEvidence
from gongkai.casework.models.record import SEE
from gongkai.casework.record_workflow import RECORDS
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.records import RECORD_STEPS, FileRecordForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.identity import RecordIdentity
from gongkai.workflow import Option, StepNotAllowed

PER_PAGE = 25


@require_GET
def record_corrections(request: HttpRequest) -> HttpResponse:
    """List the requests for correction, those nobody was told about first."""
    desk = _desk(request)
    found = RecordCorrection.objects.of(desk.body).visible_to(desk.user)
    found = found.order_by(F("told_on").desc(nulls_first=True), "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "page": page, "may": _may_file(desk)}
    return render(request, "office/records/list.html", context)


@require_http_methods(["GET", "POST"])
def file_record(request: HttpRequest) -> HttpResponse:
    """Take in a request to correct a record."""
    desk = _desk(request)
    form = FileRecordForm(request.POST or None, request.FILES or None, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            filed = actions.file_record_correction(
                desk.body, **form.record_facts, by=desk.user, on=desk.today
            )
            messages.success(request, f"更正申请已受理，编号{filed.number}。")
            return redirect("office:record_correction", filed.pk)
    return render(request, "office/records/file.html", {"desk": desk, "form": form, "may": _may_file(desk)})


@require_GET
def record_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request for correction; whom it is about is masked."""
    desk = _desk(request)
    return _page(request, desk, _find(desk, pk))


@never_cache
@require_http_methods(["GET", "POST"])
def record_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the look and show in full whom a record is about; opened once more, it is masked again."""
    desk = _desk(request)
    found = _find(desk, pk)
    if request.method == "GET":
        return redirect("office:record_correction", pk)
    _note_look(desk, found, reason=request.POST.get("reason", ""))
    return _page(request, desk, found, opened=True)


@require_GET
def record_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Send one document of evidence, always as a download, and note who opened it."""
    desk = _desk(request)
    record = _find(desk, pk)
    found = get_object_or_404(record.files, pk=file, purged_on=None)
    _note_look(desk, record, file=found)
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )


@require_http_methods(["GET", "POST"])
def take_record_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what a step needs; POST takes it."""
    desk = _desk(request)
    found = _find(desk, pk)
    if code not in RECORD_STEPS:
        raise Http404("没有这个步骤")
    kind, action, done = RECORD_STEPS[code]
    form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            action(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, done)
            return redirect("office:record_correction", pk)
    option = next(each for each in _options(desk, found) if each.step.code == code)
    context = {"desk": desk, "record": found, "form": form, "option": option}
    return render(request, "office/records/step.html", context)


def _page(
    request: HttpRequest, desk: Desk, record: RecordCorrection, *, opened: bool = False
) -> HttpResponse:
    events = [(RECORDS.step(event.step).label, event) for event in record.events.select_related("by")]
    looks = not RECORD_LOOKERS.isdisjoint(desk.user.roles_in(record.body, desk.today))
    context = {
        "desk": desk,
        "record": record,
        "identity": RecordIdentity(record.person, sees_contact=looks, opened=opened),
        "options": _options(desk, record),
        "events": events,
        "files": record.files.filter(purged_on=None),
    }
    return render(request, "office/records/record.html", context)


def _note_look(
    desk: Desk, record: RecordCorrection, *, file: RecordEvidence | None = None, reason: str = ""
) -> None:
    try:
        actions.look_at_record(record, file=file, reason=reason, by=desk.user, on=desk.today)
    except StepNotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None


def _desk(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if desk.roles.isdisjoint(SEE):
        raise PermissionDenied("您的角色不办理信息更正。")
    return desk


def _find(desk: Desk, pk: int) -> RecordCorrection:
    found = RecordCorrection.objects.visible_to(desk.user).select_related("body", "person").filter(pk=pk)
    if not (record := found.first()):
        raise Http404("没有这件更正申请，或者您不能查看")
    return record


def _may_file(desk: Desk) -> bool:
    return not desk.roles.isdisjoint(RECORDS.step("file").roles)


def _options(desk: Desk, record: RecordCorrection) -> list[Option]:
    roles = desk.user.roles_in(record.body, desk.today)
    return [Option(RECORDS.step(code), RECORDS.refusal(code, record.state, roles)) for code in RECORD_STEPS]
