"""How each kind of case is handled, step by step."""

from django.urls import path

from gongkai.office.views import manuals

urlpatterns = [
    path("manuals/", manuals.manual, {"code": manuals.FIRST}, name="manuals"),
    path("manuals/<slug:code>/", manuals.manual, name="manual"),
]
