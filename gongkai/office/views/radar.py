"""期限雷达: what becomes unlawful next, and the same as a calendar to subscribe to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from gongkai.casework import actions
from gongkai.casework.models import CalendarFeed
from gongkai.office.desk import desk_of
from gongkai.office.feed import calendar_for
from gongkai.office.forms.radar import RadarFilter
from gongkai.office.radar import radar_of


@require_GET
def radar(request: HttpRequest) -> HttpResponse:
    """Show what is late and what falls due within five working days; htmx gets the lines alone."""
    desk = desk_of(request)
    form = RadarFilter(request.GET, desk)
    context = {"desk": desk, "form": form, "radar": radar_of(desk, form)}
    template = "office/radar/_lines.html" if request.htmx else "office/radar/radar.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Make the secret address of one's own calendar, show it once, or end it."""
    desk = desk_of(request)
    address = ""
    if request.method == "POST" and "close" in request.POST:
        actions.close_calendar_feed(desk.user)
        messages.success(request, "日历订阅已停用，原来的地址不再有效。")
        return redirect("office:radar_calendar")
    if request.method == "POST":
        token = actions.renew_calendar_feed(desk.user, desk.body, on=desk.today)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    feed = CalendarFeed.objects.filter(user=desk.user).select_related("body").first()
    context = {"desk": desk, "feed": feed, "address": address}
    return render(request, "office/radar/subscribe.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send a person's deadlines to a calendar program; only they know the token. Public in form."""
    found = calendar_for(token, request.build_absolute_uri)
    if found is None:
        raise Http404("没有这个日历")
    answer = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
