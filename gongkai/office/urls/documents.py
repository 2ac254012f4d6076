"""规范性文件."""

from django.urls import path

from gongkai.office.views import document_sweeps, documents

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.start_document, name="document_start"),
    path("documents/policy/", document_sweeps.policy, name="document_policy"),
    path("documents/unregistered/", documents.unregistered, name="documents_unregistered"),
    path("documents/cleanups/", document_sweeps.cleanups, name="document_cleanups"),
    path("documents/cleanups/<int:pk>/", document_sweeps.cleanup, name="document_cleanup"),
    path("documents/cleanups/<int:pk>/<int:line>/", document_sweeps.decide, name="document_cleanup_line"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/papers/<int:paper>/", documents.send_document_paper, name="document_paper"),
    path("documents/<int:pk>/sweep/", document_sweeps.sweep_again, name="document_sweep"),
    path(
        "documents/<int:pk>/citations/<int:citation>/",
        document_sweeps.handle_citation,
        name="document_citation",
    ),
    path("documents/<int:pk>/<slug:code>/", documents.take_document_step, name="document_step"),
]
