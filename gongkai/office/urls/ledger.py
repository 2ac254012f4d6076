"""The ledger: list, an entry, its correction and what proves it; monthly sheets; Excel in and out."""

from django.urls import path

from gongkai.office.views import ledger, ledger_import, ledger_months

urlpatterns = [
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/new/", ledger.record, name="ledger_record"),
    path("ledger/export/", ledger_import.export, name="ledger_export"),
    path("ledger/import/", ledger_import.upload, name="ledger_import"),
    path("ledger/import/register/", ledger_import.register, name="ledger_import_register"),
    path("ledger/import/template/", ledger_import.template, name="ledger_import_template"),
    path("ledger/months/", ledger_months.months, name="ledger_months"),
    path("ledger/months/<int:unit>/<str:month>/", ledger_months.sheet, name="ledger_sheet"),
    path("ledger/duties/", ledger_months.duties_of_all, name="ledger_duties_of_all"),
    path("ledger/duties/<int:unit>/", ledger_months.duties, name="ledger_duties"),
    path("ledger/<int:pk>/", ledger.entry, name="ledger_entry"),
    path("ledger/<int:pk>/evidence/", ledger.evidence, name="ledger_evidence"),
]
