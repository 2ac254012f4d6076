"""收件箱 and internal notes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.casework import actions
from gongkai.casework.models import Mention
from gongkai.office.desk import desk_of
from gongkai.office.forms.together import NoteForm
from gongkai.office.inbox import inbox_of
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import open_case


@require_http_methods(["GET", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """List what came in lately; POST says that all of it was seen."""
    desk = desk_of(request)
    if request.method == "POST":
        actions.look_at_inbox(desk.user, desk.body, at=now())
        return redirect("office:inbox")
    return render(request, "office/inbox/inbox.html", {"desk": desk, "inbox": inbox_of(desk)})


@require_POST
def read_mention(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mention out of one's own inbox."""
    desk = desk_of(request)
    mention = get_object_or_404(Mention.objects.unread(desk.user, desk.body), pk=pk)
    actions.read_mention(mention, on=desk.today)
    return redirect("office:inbox")


@require_http_methods(["GET", "POST"])
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an internal note to a case; those mentioned find it in their inbox."""
    seen = open_case(desk_of(request), pk)
    form = NoteForm(request.POST or None, case=seen.case, desk=seen.desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.add_note(seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "备注已添加。")
            return redirect(f"{reverse('office:request', args=[pk])}#notes")
    return render(request, "office/inbox/note.html", {"seen": seen, "desk": seen.desk, "form": form})
