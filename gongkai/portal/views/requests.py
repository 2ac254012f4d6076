"""依申请公开: asking, the receipt, tracking by query code and name, and what the applicant sees of it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.errors import Refused
from gongkai.casework.models import DisclosureRequest
from gongkai.common.uploads import UploadRefused
from gongkai.portal import limits
from gongkai.portal.filing import file_from
from gongkai.portal.following import expected, follow, sealed, unsealed
from gongkai.portal.forms import AskForm, TrackForm
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_one_person
from gongkai.portal.tree import disclosure_trail

NOT_FOUND = "没有查到。请核对查询码和姓名，两项都应当与回执一致。"


@for_one_person
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form of a request, and file it."""
    body = body_of(request)
    form = AskForm(request.POST or None, request.FILES or None)
    if form.asks_for_rows:
        form.without_judging()
    elif request.method == "POST" and form.is_valid():
        try:
            limits.count_filing(request, form.cleaned_data["proof"])
            case = file_from(form, body=body, on=localdate())
        except (Refused, UploadRefused, limits.TooOften) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:receipt", token=sealed(case))
    status = 422 if form.errors or any(form.people.errors) else 200
    context = {"form": form, "expected": expected(localdate()), "trail": disclosure_trail()}
    return render(request, "portal/requests/ask.html", context, status=status)


@for_one_person
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt of a request just filed, to be printed or written down."""
    case = unsealed(token, body_of(request))
    if case is None:
        return redirect("portal:track")
    today = localdate()
    context = {"following": follow(case, today), "expected": expected(today), "today": today, "token": token}
    return render(request, "portal/requests/receipt.html", context)


@for_one_person
def track(request: HttpRequest) -> HttpResponse:
    """Find a request by query code and name; a wrong pair says the same whatever is wrong."""
    body = body_of(request)
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.count(request, limits.TRACKING)
            pair = form.cleaned_data["code"], form.cleaned_data["name"]
            case = DisclosureRequest.objects.of(body).for_tracking(*pair).first()
        except limits.TooOften as refusal:
            form.add_error(None, str(refusal))
        else:
            if case:
                return redirect("portal:status", token=sealed(case))
            form.add_error(None, NOT_FOUND)
    context = {"form": form, "trail": disclosure_trail()}
    return render(request, "portal/requests/track.html", context, status=422 if form.errors else 200)


@for_one_person
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show the applicant how far the request is."""
    case = unsealed(token, body_of(request))
    if case is None:
        return redirect("portal:track")
    trail = [*disclosure_trail(), ("查询进度", reverse("portal:track"))]
    context = {"following": follow(case, localdate()), "token": token, "trail": trail}
    return render(request, "portal/requests/status.html", context)


@for_one_person
def file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """Hand the applicant a file of the reply, when it was to be given here."""
    case = unsealed(token, body_of(request))
    if case is None:
        raise Http404("链接已经过期，请重新查询。")
    given = {each.pk: each for each in follow(case, localdate()).files}
    if pk not in given:
        raise Http404("没有这个文件。")
    found = given[pk]
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
