"""规范性文件: citations of what has ended, clean-ups, what is not registered yet, and the periods chosen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.documents import actions
from gongkai.documents.actions.cleaning import CLOSERS, ORGANISERS
from gongkai.documents.models import Citation, CleanUp
from gongkai.documents.models.policy import policy_of
from gongkai.office.desk import Desk, desk_of
from gongkai.office.documents.sweeps import lines_of, progress_of
from gongkai.office.forms.document_sweeps import (
    CitationForm,
    CleanUpForm,
    CloseForm,
    DecisionForm,
    PolicyForm,
)
from gongkai.office.refusals import refused_into
from gongkai.office.views.documents import find_document
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed


@require_http_methods(["GET", "POST"])
def handle_citation(request: HttpRequest, pk: int, citation: int) -> HttpResponse:
    """Ask how one place was handled; POST records it."""
    desk = desk_of(request)
    document = find_document(desk, pk)
    found = get_object_or_404(Citation, pk=citation, document=document)
    form = CitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.handle_citation(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "处理结果已登记。")
            return redirect("office:document", pk)
    context = {"desk": desk, "document": document, "citation": found, "form": form}
    return render(request, "office/documents/citation.html", context)


@require_POST
def sweep_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again for places that cite the document."""
    desk = desk_of(request)
    document = find_document(desk, pk)
    try:
        new = actions.sweep_document(document, by=desk.user, on=desk.today)
        messages.success(request, f"已重新查找，新增{len(new)}处引用。")
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("office:document", pk)


@require_http_methods(["GET", "POST"])
def cleanups(request: HttpRequest) -> HttpResponse:
    """List the clean-ups of the body; POST begins one."""
    desk = desk_of(request)
    form = CleanUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            made = actions.start_cleanup(desk.body, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "清理已开始，请各科室逐件提出意见。")
            return redirect("office:document_cleanup", made.pk)
    found = (
        CleanUp.objects.of(desk.body).visible_to(desk.user).select_related("item").prefetch_related("lines")
    )
    context = {
        "desk": desk,
        "form": form,
        "cleanups": [(each, progress_of(list(each.lines.all()))) for each in found],
        "may_start": bool(desk.roles & {*ORGANISERS}),
    }
    return render(request, "office/documents/cleanups.html", context)


@require_http_methods(["GET", "POST"])
def cleanup(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a clean-up unit by unit; POST puts the answers into a list to be published."""
    desk = desk_of(request)
    found = _find(desk, pk)
    form = CloseForm(request.POST or None, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            closed = actions.close_cleanup(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "清理结果已汇总，公布清理结果的信息已拟好，请送审后发布。")
            return redirect("office:item", closed.item_id)
    lines = lines_of(found)
    context = {
        "desk": desk,
        "cleanup": found,
        "lines": lines,
        "progress": progress_of(lines),
        "form": form,
        "may_close": bool(desk.roles & {*CLOSERS}) and found.state == "open",
    }
    return render(request, "office/documents/cleanup.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Ask what shall become of one document of a clean-up; POST records it."""
    desk = desk_of(request)
    found = get_object_or_404(_find(desk, pk).lines.select_related("document", "cleanup"), pk=line)
    given = {"decision": found.decision or "keep", "reason": found.reason}
    form = DecisionForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.decide_line(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "清理意见已登记。")
            return redirect("office:document_cleanup", pk)
    return render(request, "office/documents/decide.html", {"desk": desk, "line": found, "form": form})


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Show and change the periods that the body has chosen."""
    desk = desk_of(request)
    if request.method == "POST" and Role.OFFICE_HEAD not in desk.roles:
        raise PermissionDenied("规范性文件的期限由公开工作机构负责人设定。")
    form = PolicyForm(request.POST or None, instance=policy_of(desk.body))
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.choose_policy(desk.body, by=desk.user, **form.cleaned_data)
            messages.success(request, "设置已保存。")
            return redirect("office:document_policy")
    context = {"desk": desk, "form": form, "may_choose": Role.OFFICE_HEAD in desk.roles}
    return render(request, "office/documents/policy.html", context)


def _find(desk: Desk, pk: int) -> CleanUp:
    found = CleanUp.objects.visible_to(desk.user).select_related("body", "item").filter(pk=pk).first()
    if found is None:
        raise Http404("没有这次清理，或者您不能查看")
    return found
