"""来信: what came by e-mail, and what becomes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.mail.models import MailLook
from gongkai.office.desk import desk_of
from gongkai.office.forms.mail import MailFilter, MailRequestForm, guess
from gongkai.office.mail_page import ShownMail, mails_of, open_mail, troubles
from gongkai.office.mail_page import register as register_mail
from gongkai.office.refusals import refused_into
from gongkai.rules.roles import Role

PER_PAGE = 25
DONE = {"attach": "来信已归入案卷。", "aside": "已登记为不作为申请。"}


@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails to the body, newest first."""
    desk = desk_of(request)
    form = MailFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(mails_of(desk, asked), PER_PAGE).get_page(request.GET.get("page"))
    rows = [ShownMail(mail, desk) for mail in page]
    context = {"desk": desk, "form": form, "page": page, "rows": rows, "troubles": troubles(desk)}
    return render(request, "office/mail/list.html", context)


@never_cache
@require_GET
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail, and what may be done with it."""
    shown = open_mail(desk_of(request), pk)
    shown.note_look(MailLook.What.TEXT)
    return render(request, "office/mail/mail.html", {"shown": shown, "desk": shown.desk, **shown.forms()})


@never_cache
@require_POST
def sort(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Put a mail into a case, or set it aside; a refusal keeps what was typed."""
    shown = open_mail(desk_of(request), pk)
    if code not in DONE:
        raise Http404("没有这个步骤")
    forms = shown.forms(request.POST, code)
    if forms[code].is_valid():
        with refused_into(forms[code]):
            shown.sort(code, forms[code].cleaned_data)
            messages.success(request, DONE[code])
            return redirect("office:mail")
    return render(request, "office/mail/mail.html", {"shown": shown, "desk": shown.desk, **forms})


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a request filled in from a mail; POST files it with the attachments."""
    shown = open_mail(desk_of(request), pk)
    first, today = guess(shown.mail), shown.desk.today
    form = MailRequestForm(request.POST or None, today=today, initial=first, parts=shown.files)
    if request.method == "GET":
        shown.note_look(MailLook.What.TEXT)
    elif form.asks_for_rows:
        form.without_judging()
    elif form.is_valid():
        with refused_into(form):
            case = register_mail(shown, form)
            messages.success(request, f"申请已登记，编号{case.number}，查询码{case.query_code}。")
            return redirect("office:request", case.pk)
    may = Role.REGISTRAR in shown.desk.roles and shown.mail.is_waiting
    context = {"desk": shown.desk, "form": form, "may": may, "shown": shown}
    return render(request, "office/mail/register.html", context)


@require_GET
def raw(request: HttpRequest, pk: int) -> FileResponse:
    """Send a mail as it came, always as a download."""
    shown = open_mail(desk_of(request), pk)
    if not shown.mail.raw:
        raise Http404("原信已清除")
    shown.note_look(MailLook.What.RAW)
    name = f"来信{pk}.eml"
    kept = shown.mail.raw.open("rb")
    return FileResponse(kept, as_attachment=True, filename=name, content_type="application/octet-stream")


@require_GET
def send_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Send an attachment, always as a download."""
    shown = open_mail(desk_of(request), pk)
    found = shown.file(file)
    shown.note_look(MailLook.What.FILE)
    kept = found.file.open("rb")
    return FileResponse(kept, as_attachment=True, filename=found.name, content_type=found.content_type)
