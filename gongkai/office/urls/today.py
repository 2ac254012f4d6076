"""The first page."""

from django.urls import path

from gongkai.office.views import today

urlpatterns = [path("today/", today.today, name="today")]
