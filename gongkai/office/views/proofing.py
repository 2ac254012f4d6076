"""年报核对: files dropped in, what was read beside the paper, numbers put right, reports taken over."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.proofing import AnswerForm, BatchForm, RowForm, TakeForm
from gongkai.office.refusals import refused_into
from gongkai.proofing import actions
from gongkai.proofing.actions.recording import ROLES
from gongkai.proofing.history import history_of, history_of_row
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.proofing.showing import Shown, show
from gongkai.proofing.source import blocks_of, pages_of
from gongkai.proofing.standing import report_now

PER_PAGE = 25
SLOW = timedelta(minutes=2)  # without any progress


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """List what was checked; POST takes files in."""
    desk = desk_of(request)
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _maker(request)
    if form.is_valid():
        with refused_into(form):
            sent = {"files": form.cleaned_data["papers"], "title": form.cleaned_data["title"]}
            made = actions.make_batch(desk.body, **sent, by=desk.user, on=desk.today, at=now())
            return redirect("office:proofing_batch", made.pk)
    found = (
        Batch.objects.of(desk.body)
        .select_related("made_by")
        .annotate(
            files=Count("papers", distinct=True),
            waiting=Count("papers", filter=Q(papers__state=Paper.State.WAITING), distinct=True),
            errors=Sum("papers__readings__errors"),
        )
        .order_by("-pk")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "form": form, "page": page, "may_make": _may_make(desk)}
    return render(request, "office/proofing/list.html", context)


@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the papers of a batch and what was found in each; htmx asks how far it is."""
    desk = desk_of(request)
    found = find_batch(desk, pk)
    papers = list(found.papers.defer("blocks").prefetch_related("readings"))
    waiting = [paper for paper in papers if paper.state == Paper.State.WAITING]
    readings = [reading for paper in papers for reading in paper.readings.all()]
    context = {
        "desk": desk,
        "batch": found,
        "papers": papers,
        "waiting": waiting,
        "done": len(papers) - len(waiting),
        "errors": sum(reading.errors for reading in readings),
        "warnings": sum(reading.warnings for reading in readings),
        "slow": waiting and found.touched_at and now() - found.touched_at > SLOW,
        "may_make": _may_make(desk),
    }
    template = "office/proofing/_papers.html" if request.htmx else "office/proofing/batch.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before a batch is deleted; POST deletes it."""
    desk = _maker(request)
    found = find_batch(desk, pk)
    if request.method == "POST":
        try:
            actions.drop_batch(found, by=desk.user, on=desk.today)
            messages.success(request, f"已删除“{found.title}”。")
            return redirect("office:proofing")
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render(request, "office/proofing/drop.html", {"desk": desk, "batch": found})


@require_GET
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paper beside what was read in it, and what is wrong there."""
    desk = desk_of(request)
    found, shown = _open(desk, pk)
    context = {
        "desk": desk,
        "reading": found,
        "shown": shown,
        "history": history_of(found, shown),
        "pages": pages_of([shown.report], found.paper.pages),
        "blocks": blocks_of(found.paper.blocks),
        "may_make": (may_make := _may_make(desk)),
        "act_on_finding": may_make and "office/proofing/_act_on_finding.html",
        "act_on_row": may_make and "office/proofing/_act_on_row.html",
        **_neighbours(found),
    }
    return render(request, "office/proofing/reading.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int, table: str, row: int) -> HttpResponse:
    """Put the numbers of one row right, or confirm them."""
    desk = _maker(request)
    found, shown = _open(desk, pk)
    read = shown.report.tables.get(table)
    if read is None or row >= len(read.rows):
        raise Http404("表中没有这一行")
    rows = [each for one in shown.tables if one.id == table for part in one.parts for each in part.rows]
    line = rows[row]
    form = RowForm(request.POST or None, row=line, columns=read.rows[row].columns)
    if form.is_valid():
        with refused_into(form):
            words = {"values": form.values(), "reason": form.cleaned_data["reason"]}
            actions.correct_row(found, table=table, row=row, **words, by=desk.user, on=desk.today)
            messages.success(request, "已保存，问题已经重新核对。")
            return redirect(_at(found, line.anchor))
    context = {"desk": desk, "reading": found, "row": line, "form": form, "back": _at(found, line.anchor)}
    context["history"] = history_of_row(found, shown, table, row)
    return render(request, "office/proofing/row.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int, finding: str) -> HttpResponse:
    """Answer a finding that stays."""
    desk = _maker(request)
    found, shown = _open(desk, pk)
    about = next((one for one in shown.findings if one.key == finding), None)
    if about is None:
        messages.info(request, "这个问题已经不在了，可能数字已经更正。")
        return redirect("office:proofing_reading", pk)
    if "withdraw" in request.POST:
        return _withdraw(request, desk, found, about.key)
    form = AnswerForm(request.POST or None, initial={"note": about.answer.note if about.answer else ""})
    if form.is_valid():
        with refused_into(form):
            note = form.cleaned_data["note"]
            actions.answer_finding(found, finding=about.key, note=note, by=desk.user, on=desk.today)
            messages.success(request, "说明已保存。")
            return redirect(_at(found, "findings"))
    context = {"desk": desk, "reading": found, "about": about, "form": form, "back": _at(found, "findings")}
    return render(request, "office/proofing/answer.html", context)


def _withdraw(request: HttpRequest, desk: Desk, found: Reading, finding: str) -> HttpResponse:
    try:
        actions.withdraw_answer(found, finding=finding, by=desk.user, on=desk.today)
        messages.success(request, "已撤回说明，这个问题重新计入。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_at(found, "findings"))


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a reading into the series of a body."""
    desk = _maker(request)
    found, shown = _open(desk, pk)
    form = TakeForm(request.POST or None, desk_body=desk.body, named=found.body_name)
    if form.is_valid():
        with refused_into(form):
            body = form.cleaned_data["body"]
            report = actions.take_over(found, body=body, by=desk.user, on=desk.today)
            messages.success(request, f"已收入“{report}”。")
            return redirect(_at(found, ""))
    context = {"desk": desk, "reading": found, "shown": shown, "form": form, "back": _at(found, "")}
    return render(request, "office/proofing/take.html", context)


def find_batch(desk: Desk, pk: int) -> Batch:
    """
    Return a batch of the desk's body.

    :raises Http404: there is none
    """
    return get_object_or_404(Batch.objects.of(desk.body).select_related("body", "made_by"), pk=pk)


def find_reading(desk: Desk, pk: int) -> Reading:
    """
    Return a reading of a batch of the desk's body.

    :raises Http404: there is none
    """
    mine = Reading.objects.filter(paper__batch__body=desk.body)
    return get_object_or_404(mine.select_related("paper__batch__body", "report"), pk=pk)


def _open(desk: Desk, pk: int) -> tuple[Reading, Shown]:
    found = find_reading(desk, pk)
    fixes = found.corrections.select_related("by")
    return found, show(report_now(found), fixes, found.answers.select_related("by"))


def _neighbours(found: Reading) -> dict[str, Reading | None]:
    """Return the readings of the batch before and after this one, to go through them one by one."""
    others = Reading.objects.filter(paper__batch=found.paper.batch_id).defer("data")
    return {
        "before": others.filter(pk__lt=found.pk).order_by("-pk").first(),
        "after": others.filter(pk__gt=found.pk).order_by("pk").first(),
    }


def _at(found: Reading, anchor: str) -> str:
    page = redirect("office:proofing_reading", found.pk).url
    return f"{page}#{anchor}" if anchor else page


def _may_make(desk: Desk) -> bool:
    return not ROLES.isdisjoint(desk.roles)


def _maker(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not _may_make(desk):
        raise PermissionDenied("年报核对由年报编辑和公开工作机构负责人办理。")
    return desk
