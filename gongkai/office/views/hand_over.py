"""移交: everything open of a person who leaves, put into other hands at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.bodies.models import User
from gongkai.office.bodies.leaving import Leaving, hand_over_everything
from gongkai.office.desk import desk_of
from gongkai.office.forms.together import HandOverAllForm
from gongkai.office.refusals import refused_into


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a person of the body still has in hand; POST hands all of it over."""
    desk = desk_of(request)
    people = User.objects.filter(assignments__unit__body=desk.body).distinct()
    leaving = Leaving(get_object_or_404(people, pk=pk), desk.body, desk.today, desk.user)
    form = HandOverAllForm(request.POST or None, leaving=leaving, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            moved = hand_over_everything(leaving, **form.cleaned_data, by=desk.user)
            messages.success(request, f"已移交{moved}件给{form.cleaned_data['to']}。")
            return redirect("office:body_person", pk=pk)
    context = {"desk": desk, "person": leaving.person, "form": form, "leaving": leaving}
    return render(request, "office/bodies/hand_over.html", context)
