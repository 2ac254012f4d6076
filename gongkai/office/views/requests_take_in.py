"""登记书面申请: a request that came at the counter, by mail, fax or e-mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.asking_together import TakeInForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.taking_in import take_in
from gongkai.rules.roles import Role


@require_http_methods(["GET", "POST"])
def take_in_paper(request: HttpRequest) -> HttpResponse:
    """Ask for a paper request's facts; POST files it and fixes its day of receipt when that is known."""
    desk = desk_of(request)
    form = TakeInForm(request.POST or None, request.FILES or None, today=desk.today)
    if form.asks_for_rows:
        form.without_judging()
    elif request.method == "POST" and form.is_valid():
        with refused_into(form):
            case = take_in(form, desk.body, by=desk.user, on=desk.today)
            messages.success(request, f"申请已登记，编号{case.number}，查询码{case.query_code}。")
            return redirect("office:request", case.pk)
    context = {"desk": desk, "form": form, "may": Role.REGISTRAR in desk.roles}
    return render(request, "office/requests/take_in.html", context)
