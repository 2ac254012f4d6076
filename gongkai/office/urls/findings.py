"""依申请公开: what stands beside the cases: repeats, consultations, withheld information, promotion."""

from django.urls import path

from gongkai.office.views import consultations, promotions, records, requests_repeats, withholdings

urlpatterns = [
    path("requests/<int:pk>/repeats/", requests_repeats.repeats, name="request_repeats"),
    path("requests/<int:pk>/promote/", promotions.promote, name="promote_request"),
    path("requests/consultations/", consultations.consultations, name="consultations"),
    path("requests/withheld/", withholdings.withholdings, name="withholdings"),
    path("requests/withheld/<int:pk>/", withholdings.withholding, name="withholding"),
    path("requests/corrections/", records.record_corrections, name="record_corrections"),
    path("requests/corrections/new/", records.file_record, name="file_record_correction"),
    path("requests/corrections/<int:pk>/", records.record_correction, name="record_correction"),
    path("requests/corrections/<int:pk>/person/", records.record_person, name="record_person"),
    path("requests/corrections/<int:pk>/files/<int:file>/", records.record_file, name="record_file"),
    path("requests/corrections/<int:pk>/<slug:code>/", records.take_record_step, name="record_step"),
    path("requests/promotions/", promotions.promotions, name="promotions"),
    path("requests/<int:pk>/decline-proposal/", promotions.decline_wish, name="decline_proposals_of"),
    path("requests/promotions/<int:pk>/decline/", promotions.decline, name="decline_proposal"),
]
