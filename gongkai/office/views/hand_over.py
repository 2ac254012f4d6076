"""移交: everything open of a person who leaves, put into other hands at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.bodies.models import User
from gongkai.casework import actions
from gongkai.casework.actions.together import open_matters
from gongkai.office.clocks import rows_of
from gongkai.office.desk import desk_of
from gongkai.office.forms.together import HandOverAllForm
from gongkai.office.refusals import refused_into

SHOWN = 100


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a person of the body still handles; POST hands all of it over."""
    desk = desk_of(request)
    leaver = get_object_or_404(User.objects.filter(assignments__unit__body=desk.body).distinct(), pk=pk)
    form = HandOverAllForm(request.POST or None, leaver=leaver, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            moved = actions.hand_over_all(
                leaver, body=desk.body, **form.cleaned_data, by=desk.user, on=desk.today
            )
            messages.success(request, f"已移交{len(moved)}件申请给{form.cleaned_data['to']}。")
            return redirect("office:body_person", pk=pk)
    matters = open_matters(leaver, desk.body).select_related("handling_unit").order_by("due_on", "pk")
    context = {"desk": desk, "person": leaver, "form": form, "total": matters.count()}
    return render(
        request, "office/bodies/hand_over.html", {**context, "rows": rows_of(matters[:SHOWN], desk.today)}
    )
