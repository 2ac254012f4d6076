"""期限雷达: what is late and what falls due, and the calendar of it."""

from django.urls import path

from gongkai.office.views import radar

urlpatterns = [
    path("radar/", radar.radar, name="radar"),
    path("radar/calendar/", radar.subscribe, name="radar_calendar"),
]
