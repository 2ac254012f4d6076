"""期限计算器: a page that can be linked to with its question and that says how each day was counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.calculator import CalculatorForm
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import disclosure_trail
from gongkai.rules.versions import NotInForce


@for_everybody
def calculator(request: HttpRequest) -> HttpResponse:
    """Show the due date of the period in the address; without one, of a request received today."""
    body_of(request)
    today = localdate()
    asked = request.GET if request.GET else {"rule": "request_reply", "day": today.isoformat()}
    form, answer = CalculatorForm(asked, today=today), None
    if form.is_valid():
        try:
            answer = form.answer(today)
        except NotInForce as early:
            form.add_error("day", f"{early}。")
    context = {"form": form, "answer": answer, "trail": disclosure_trail()}
    return render(request, "portal/deadlines.html", context, status=422 if form.errors else 200)
