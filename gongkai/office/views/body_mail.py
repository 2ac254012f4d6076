"""机关设置: the mailbox for requests, and the notices to applicants."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.mail.actions import set_preferences
from gongkai.mail.models import MailPreferences
from gongkai.office.desk import desk_of
from gongkai.office.forms.mail import MailPreferencesForm
from gongkai.office.mail_page import troubles
from gongkai.office.refusals import refused_into
from gongkai.office.settings_page import READ_ONLY, TABS, may_change


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Show the mailbox and the notices of the body, and change them."""
    desk = desk_of(request)
    form = MailPreferencesForm(request.POST or None, chosen=MailPreferences.objects.for_body(desk.body))
    if not may_change(desk):
        form.close()
    if form.is_valid():
        if not may_change(desk):
            form.add_error(None, READ_ONLY)
        else:
            with refused_into(form):
                set_preferences(desk.body, **form.cleaned_data)
                messages.success(request, "邮件和短信设置已保存。")
                return redirect("office:body_mail")
    context = {"desk": desk, "form": form, "may_change": may_change(desk), "tabs": TABS, "tab": "mail"}
    context |= {"sends": settings.MAIL_GOES_OUT, "texts": bool(settings.GONGKAI_SMS)}
    return render(request, "office/bodies/mail.html", context | {"troubles": troubles(desk)})
