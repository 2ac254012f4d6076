"""拟写答复: the outcome, what the law asks of it, and the remedy clause it will carry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.office.cases import CaseView, open_case
from gongkai.office.clauses import clause_for
from gongkai.office.desk import desk_of
from gongkai.office.forms.replies import GROUPS, ReplyForm, filled_in
from gongkai.office.refusals import refused_into


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the reply and send it to review; choosing another outcome only shows what it needs."""
    seen = open_case(desk_of(request), pk)
    if request.method == "POST" and "send" not in request.POST:
        typed = filled_in(request.POST, seen.desk.today)
        return _show(request, seen, ReplyForm(typed, case=seen.case, desk=seen.desk).without_judging())
    form = ReplyForm(request.POST or None, case=seen.case, desk=seen.desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.draft_reply(
                seen.case, facts=form.reply_facts(), by=seen.desk.user, on=form.cleaned_data["on"]
            )
            messages.success(request, "答复已拟写并送审。")
            return redirect("office:request", pk)
    return _show(request, seen, form)


def _show(request: HttpRequest, seen: CaseView, form: ReplyForm) -> HttpResponse:
    outcome = form.chosen
    context = {
        "seen": seen,
        "desk": seen.desk,
        "form": form,
        "groups": GROUPS,
        "option": seen.option("draft_reply"),
        "clause": clause_for(seen.case.body, outcome, seen.desk.today) if outcome else None,
    }
    template = "office/requests/_draft_fields.html" if request.htmx else "office/requests/draft.html"  # type: ignore[attr-defined]
    return render(request, template, context)
