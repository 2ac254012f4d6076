"""The ledger: list, an entry, its correction and what proves it."""

from django.urls import path

from gongkai.office.views import ledger

urlpatterns = [
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/new/", ledger.record, name="ledger_record"),
    path("ledger/<int:pk>/", ledger.entry, name="ledger_entry"),
    path("ledger/<int:pk>/evidence/", ledger.evidence, name="ledger_evidence"),
]
