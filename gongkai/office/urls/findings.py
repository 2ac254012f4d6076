"""依申请公开: what stands beside the cases: repeats, consultations, withheld information, promotion."""

from django.urls import path

from gongkai.office.views import consultations, promotions, requests_repeats, withholdings

urlpatterns = [
    path("requests/<int:pk>/repeats/", requests_repeats.repeats, name="request_repeats"),
    path("requests/<int:pk>/promote/", promotions.promote, name="promote_request"),
    path("requests/consultations/", consultations.consultations, name="consultations"),
    path("requests/withheld/", withholdings.withholdings, name="withholdings"),
    path("requests/withheld/<int:pk>/", withholdings.withholding, name="withholding"),
    path("requests/promotions/", promotions.promotions, name="promotions"),
    path("requests/promotions/<int:pk>/decline/", promotions.decline, name="decline_proposal"),
]
