"""规范性文件."""

from django.urls import path

from gongkai.office.views import documents

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.start_document, name="document_start"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/papers/<int:paper>/", documents.send_document_paper, name="document_paper"),
    path("documents/<int:pk>/<slug:code>/", documents.take_document_step, name="document_step"),
]
