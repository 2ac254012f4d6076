"""依申请公开: the list, a case, its steps, its reply and its files."""

from django.urls import path

from gongkai.office.urls import bundles, findings
from gongkai.office.urls.letters import of_cases
from gongkai.office.views import (
    bulk,
    looks,
    requests,
    requests_correcting,
    requests_export,
    requests_files,
    requests_reply,
    requests_steps,
    requests_take_in,
)

urlpatterns = [
    *bundles.urlpatterns,
    *findings.urlpatterns,  # before the steps, whose codes stand where these have their names
    path("requests/", requests.requests, name="requests"),
    path("requests/bulk/", bulk.upload, name="bulk"),
    path("requests/bulk/template/", bulk.template, name="bulk_template"),
    path("requests/bulk/<slug:digest>/", bulk.preview, name="bulk_list"),
    path("requests/bulk/<slug:digest>/errors/", bulk.errors, name="bulk_errors"),
    path("requests/export/", requests_export.export, name="requests_export"),
    path("requests/export/identity/", requests_export.export_with_identity, name="export_with_identity"),
    path("requests/new/", requests_take_in.take_in_paper, name="take_in_paper"),
    path("requests/<int:pk>/", requests.request_page, name="request"),
    path("requests/<int:pk>/applicant/", looks.look, name="request_applicant"),
    path("requests/<int:pk>/draft_reply/", requests_reply.draft, name="draft_reply"),
    path("requests/<int:pk>/draft_reply/discard/", requests_reply.discard, name="discard_draft"),
    path("requests/<int:pk>/files/", requests_files.add_file, name="add_request_file"),
    path("requests/<int:pk>/files/<int:file>/", requests_files.send_file, name="request_file"),
    path(
        "requests/<int:pk>/files/<int:file>/remove/", requests_files.remove_file, name="remove_request_file"
    ),
    *of_cases,
    path("requests/<int:pk>/correct_entry/", requests_correcting.correct_entry, name="request_correct_entry"),
    path("requests/<int:pk>/<slug:code>/", requests_steps.take_step, name="request_step"),
]
