"""Who looked at applicants' data."""

from django.urls import path

from gongkai.office.views import looks

urlpatterns = [path("looks/", looks.looks, name="looks")]
