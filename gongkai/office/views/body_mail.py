"""机关设置: the mailbox for requests, and the notices to applicants."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.mail.actions import set_preferences
from gongkai.mail.models import MailPreferences
from gongkai.mail.trying import SECONDS, try_connections
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.mail import MailPreferencesForm
from gongkai.office.mail_page import troubles
from gongkai.office.refusals import refused_into


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Show the mailbox and the notices of the body, and change them."""
    desk = desk_of(request)
    form = _form(request, desk)
    if form.is_valid():
        if not may_change(desk):
            form.add_error(None, READ_ONLY)
        else:
            with refused_into(form):
                set_preferences(desk.body, **form.cleaned_data)
                messages.success(request, "邮件和短信设置已保存。")
                return redirect("office:body_mail")
    return render(request, "office/bodies/mail.html", _context(desk, form))


@require_http_methods(["GET", "POST"])
def try_mailbox(request: HttpRequest) -> HttpResponse:
    """Try what was typed without keeping it; htmx gets the result alone, GET leads back to the form."""
    desk = desk_of(request)
    if request.method == "GET":
        return redirect("office:body_mail")
    form = _form(request, desk)
    if not may_change(desk):
        form.add_error(None, READ_ONLY)
    tried = try_connections(form.account) if form.is_valid() else []
    context = _context(desk, form) | {"tried": tried}
    template = "office/bodies/_tried.html" if request.htmx else "office/bodies/mail.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _form(request: HttpRequest, desk: Desk) -> MailPreferencesForm:
    form = MailPreferencesForm(request.POST or None, chosen=MailPreferences.objects.for_body(desk.body))
    if not may_change(desk):
        form.close()
    return form


def _context(desk: Desk, form: MailPreferencesForm) -> dict[str, Any]:
    return {
        "desk": desk,
        "form": form,
        "may_change": may_change(desk),
        "tabs": TABS,
        "tab": "mail",
        "sends": settings.MAIL_GOES_OUT,
        "texts": bool(settings.GONGKAI_SMS),
        "troubles": troubles(desk),
        "tried": [],
        "seconds": SECONDS,
    }
