"""拟写答复: the outcome, what the law asks of it and the remedy clause; kept, or sent to review."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.office.desk import desk_of
from gongkai.office.forms.replies import GROUPS, ReplyForm, filled_in
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import CaseView, open_case
from gongkai.office.requests.clauses import clause_for
from gongkai.office.requests.suggested import suggestion_for

# What a button of the form does: the action, and what is said when it is done.
BUTTONS = {
    "send": (actions.draft_reply, "答复已拟写并送审。"),
    "keep": (actions.keep_draft, "草稿已保存，尚未送审。"),
}


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the reply, keep it or send it to review; choosing another outcome only shows what it needs."""
    seen = open_case(desk_of(request), pk)
    button = next((name for name in BUTTONS if name in request.POST), None)
    if request.method == "POST" and button is None:
        typed = filled_in(request.POST, seen.desk.today)
        return _show(request, seen, ReplyForm(typed, case=seen.case, desk=seen.desk).without_judging())
    begun = suggestion_for(seen, request.GET.get("suggest", ""))
    form = ReplyForm(request.POST or None, case=seen.case, desk=seen.desk, suggested=begun)
    if button and form.is_valid():
        action, done = BUTTONS[button]
        with refused_into(form):
            action(seen.case, facts=form.reply_facts(), by=seen.desk.user, on=form.cleaned_data["on"])
            messages.success(request, done)
            return redirect("office:request", pk)
    return _show(request, seen, form)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to give up the draft; POST does."""
    seen = open_case(desk_of(request), pk)
    form = Form(request.POST)
    if request.method == "POST":
        with refused_into(form):
            actions.discard_draft(seen.case, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "草稿已放弃。")
            return redirect("office:request", pk)
    context = {"seen": seen, "desk": seen.desk, "form": form}
    return render(request, "office/requests/discard_draft.html", context)


def _show(request: HttpRequest, seen: CaseView, form: ReplyForm) -> HttpResponse:
    outcome = form.chosen
    context = {
        "seen": seen,
        "desk": seen.desk,
        "form": form,
        "groups": GROUPS,
        "option": seen.option("draft_reply"),
        "clause": clause_for(seen.case, outcome, seen.desk.today) if outcome else None,
    }
    template = "office/requests/_draft_fields.html" if request.htmx else "office/requests/draft.html"  # type: ignore[attr-defined]
    return render(request, template, context)
