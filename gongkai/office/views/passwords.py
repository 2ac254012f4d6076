"""忘记密码: who cannot log in asks for a link by e-mail; the answer does not tell who has an account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.bodies.models import User
from gongkai.common.visitors import visitor
from gongkai.office.forms.passwords import ForgottenForm
from gongkai.office.tries import LINKS_BY_NAME, LINKS_BY_VISITOR, TooManyTries, count_try

SEND_LINK = "gongkai.mail.tasks.send_password_link_to"
NOBODY = 0


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take the name of an account; the link goes to its address at work, where there is one."""
    form = ForgottenForm(request.POST or None)
    if settings.MAIL_GOES_OUT and form.is_valid():
        name = form.cleaned_data["username"].strip()
        try:
            count_try(LINKS_BY_VISITOR, visitor(request))
            count_try(LINKS_BY_NAME, name.lower())
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            found = User.objects.filter(username=name, is_active=True).values_list("pk", flat=True).first()
            import_string(SEND_LINK).enqueue(found or NOBODY)
            return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": form, "goes_out": settings.MAIL_GOES_OUT})


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what happens now, the same to everybody."""
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    return render(request, "account/password_reset_done.html", {"minutes": minutes})
