"""发件: letters by e-mail, and the register of what went out."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.mail import actions
from gongkai.mail.models import Message
from gongkai.office.desk import desk_of
from gongkai.office.forms.mail import MessageFilter, SendForm
from gongkai.office.letters.page import open_letter
from gongkai.office.letters.steps import effect_of
from gongkai.office.mail_page import ShownMessage, messages_of
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import open_case
from gongkai.rules.letters import Addressee

PER_PAGE = 25


@require_GET
def messages_out(request: HttpRequest) -> HttpResponse:
    """List what went out, newest first, with how far it is."""
    desk = desk_of(request)
    form = MessageFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(messages_of(desk, asked), PER_PAGE).get_page(request.GET.get("page"))
    rows = [ShownMessage(message) for message in page]
    off = not settings.MAIL_GOES_OUT and not settings.GONGKAI_SMS
    context = {"desk": desk, "form": form, "page": page, "rows": rows, "off": off}
    return render(request, "office/mail/sent.html", context)


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what did not go out."""
    desk = desk_of(request)
    message = get_object_or_404(Message.objects.of(desk.body).visible_to(desk.user), pk=pk)
    try:
        actions.resend(message, by=desk.user, at=now())
        messages.success(request, "已重新提交发送。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:mail_sent")


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Send a letter by e-mail; its dispatch is recorded when the mail server has taken it."""
    shown = open_letter(open_case(desk_of(request), pk), letter)
    desk, case = shown.seen.desk, shown.seen.case
    to_applicant = shown.kind.to == Addressee.APPLICANT and shown.seen.sees_contact
    form = SendForm(
        request.POST if request.method == "POST" else None, known=case.applicant.email if to_applicant else ""
    )
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            facts = {"to": form.cleaned_data["to"], "by": desk.user, "on": desk.today, "at": now()}
            actions.send_letter(shown.letter, **facts)
            messages.success(request, "已提交发送；邮件服务器收下以后自动登记发出。")
            return redirect("office:letter", pk, letter)
    context = {"shown": shown, "desk": desk, "form": form, "effect": effect_of("dispatch", shown)}
    return render(request, "office/mail/send.html", context)
