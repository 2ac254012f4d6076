"""机关设置: lists of wrong words, brought in, looked at, put in force, and single entries switched off."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.screening import SwitchForm, WordListForm
from gongkai.office.items.check import NO_PROOF
from gongkai.office.items.word_lists import SHOWN, changes_of, entries_in, words_shown
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions import word_lists as actions
from gongkai.publishing.models import SwitchedOff, WordList
from gongkai.screening.word_lists import HEADS

EXAMPLE = ("帐户", "账户", "常见错别字", "请核对", "", "", "", "本单位", "个人帐户", "个人账户")


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """List the lists and what is switched off; POST brings a list in, to be looked at first."""
    desk = desk_of(request)
    form = WordListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        _check_keeper(desk)
    if form.is_valid() and form.reading:
        with refused_into(form):
            kept = actions.keep_word_list(desk.body, reading=form.reading, by=desk.user)
            messages.success(request, f"已导入“{kept}”，共{kept.size}条，核对后启用。")
            return redirect("office:body_word_list", pk=kept.pk)
    errors = form.reading.errors[:SHOWN] if form.reading else []
    shown = words_shown(desk.body, request.GET.get("q", "").strip())
    context = {"desk": desk, "form": form, "errors": errors, "no_proof": NO_PROOF}
    return render(request, "office/bodies/words.html", context | shown | _around(desk))


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Give an empty table with the columns of a list and one example."""
    desk_of(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="words.csv"'
    csv.writer(answer).writerows([HEADS.values(), EXAMPLE])
    return answer


@require_http_methods(["GET", "POST"])
def word_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a list beside the version in force; POST puts it in force or takes it out."""
    desk = desk_of(request)
    kept = get_object_or_404(WordList.objects.of(desk.body).select_related("by"), pk=pk)
    if request.method == "POST":
        _check_keeper(desk)
        change = actions.take_out_of_force if request.POST.get("end") else actions.put_in_force
        try:
            changed = change(kept, by=desk.user, at=now())
            messages.success(request, f"“{changed}”{changed.state}。信息送审、发布时按现在的词库检查。")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("office:body_words")
    lines = entries_in(kept)
    context = {"desk": desk, "kept": kept, "changes": changes_of(kept), "no_proof": NO_PROOF}
    context |= {"lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN)}
    return render(request, "office/bodies/word_list.html", context | _around(desk))


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Switch an entry off with a reason, or on again."""
    desk = desk_of(request)
    _check_keeper(desk)
    try:
        if "off" in request.POST:
            given = request.POST["off"]
            off = get_object_or_404(SwitchedOff.objects.of(desk.body), pk=given if given.isdecimal() else 0)
            actions.switch_on(off, by=desk.user, at=now())
            messages.success(request, f"词条“{off.entry}”已恢复。")
        elif (form := SwitchForm(request.POST)).is_valid():
            made = actions.switch_off(desk.body, **form.cleaned_data, by=desk.user)
            messages.success(request, f"词条“{made.entry}”已停用，可以随时恢复。")
        else:
            messages.error(request, "请写明停用的理由。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:body_words")


def _check_keeper(desk: Desk) -> None:
    if not may_change(desk):
        raise PermissionDenied(READ_ONLY)


def _around(desk: Desk) -> dict[str, object]:
    return {"tabs": TABS, "tab": "words", "may_change": may_change(desk)}
