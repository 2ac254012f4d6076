"""数据."""

from django.urls import path

from gongkai.office.views import figures

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:code>/", figures.receipt, name="figure"),
]
