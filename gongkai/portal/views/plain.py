"""Answers that are no pages: the reader's mode, QR codes, words for robots."""

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongkai.portal import reading_mode
from gongkai.portal.addresses import is_own_path
from gongkai.portal.showing import for_everybody

LONGEST_PATH = 300  # characters; a longer one makes a code that no phone reads


@csrf_exempt  # changes nothing but the reader's own cookie, and a token would make every page a private one
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Switch a reading mode on or off and go back to the page."""
    back = request.POST.get("back", "/")
    modes = reading_mode.toggled(reading_mode.chosen(request.COOKIES), request.POST.get("mode", ""))
    response = HttpResponseRedirect(back if is_own_path(back) else "/")
    response.set_cookie(
        reading_mode.COOKIE,
        reading_mode.cookie_value(modes),
        max_age=reading_mode.ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@for_everybody
def qr(request: HttpRequest) -> HttpResponse:
    """Draw the QR code of a page of this site."""
    path = request.GET.get("to", "")
    if not is_own_path(path) or len(path) > LONGEST_PATH:
        raise Http404("只为本站页面生成二维码。")
    drawn = BytesIO()
    code = segno.make_qr(request.build_absolute_uri(path), error="m")
    code.save(drawn, kind="svg", border=0, title="本页二维码", lineclass=None, svgclass=None, unit=None)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is for people only."""
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")
