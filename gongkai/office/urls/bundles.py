"""依申请公开: the bundle of all papers of a case."""

from django.urls import path

from gongkai.office.views import bundles

urlpatterns = [
    path("requests/<int:pk>/bundles/", bundles.bundles, name="bundles"),
    path("requests/<int:pk>/bundles/<int:bundle>/again/", bundles.make_again, name="bundle_again"),
    path("requests/<int:pk>/bundles/<int:bundle>/<slug:form>/", bundles.send_bundle, name="bundle_download"),
]
