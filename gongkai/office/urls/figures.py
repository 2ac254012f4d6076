"""数据: figures with their receipts, monthly closings, and all bodies below one."""

from django.urls import path

from gongkai.office.views import closings, figures, rollup

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/closings/", closings.closings, name="figures_closings"),
    path("figures/closings/<str:month>/", closings.closing, name="figures_closing"),
    path("figures/closings/<str:month>/close/", closings.close, name="figures_close"),
    path("figures/bodies/", rollup.bodies, name="figures_bodies"),
    path("figures/bodies/export/", rollup.export, name="figures_bodies_export"),
    path("figures/bodies/notice/", rollup.notice, name="figures_bodies_notice"),
    path("figures/<str:code>/", figures.receipt, name="figure"),
]
