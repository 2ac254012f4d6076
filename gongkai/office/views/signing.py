"""待我审签: one reply at a time, made for a telephone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.signing import SigningForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.signing import first_to_sign, give_opinion, open_signing


@require_GET
def signing(request: HttpRequest) -> HttpResponse:
    """Show the most urgent reply that waits for the reader, or say that none does."""
    desk = desk_of(request)
    case = first_to_sign(desk)
    if case is None:
        return render(request, "office/signing/none.html", {"desk": desk})
    return redirect("office:signing_reply", case.pk)


@require_http_methods(["GET", "POST"])
def sign_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a reply with all that was said of it; POST passes or returns it and goes on to the next."""
    signing = open_signing(desk_of(request), pk)
    form = SigningForm(
        request.POST or None, initial={"seen": signing.shown.reply.fingerprint(), "act": "pass"}
    )
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            messages.success(request, give_opinion(signing, form))
            return redirect("office:signing")
    context = {"signing": signing, "seen": signing.seen, "desk": signing.seen.desk, "form": form}
    return render(request, "office/signing/reply.html", context)
