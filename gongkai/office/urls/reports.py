"""The annual reports: the series, a report with its tables and words, and the ways in for old ones."""

from django.urls import path

from gongkai.office.views import report_entry, report_steps, report_words, reports

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/open/", reports.open_year, name="report_open"),
    path("reports/enter/", report_entry.enter, name="report_enter"),
    path("reports/read/", report_entry.read_file, name="report_read"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/compare/", reports.compare_years, name="report_compare"),
    path("reports/<int:pk>/figure/", reports.figure, name="report_figure"),
    path("reports/<int:pk>/report.<slug:form>", reports.download, name="report_file"),
    path("reports/<int:pk>/numbers/", report_entry.edit_numbers, name="report_numbers"),
    path("reports/<int:pk>/cell/", report_words.change_cell, name="report_cell"),
    path("reports/<int:pk>/cell/clear/", report_words.clear_cell, name="report_clear_cell"),
    path("reports/<int:pk>/answer/", report_words.answer, name="report_answer"),
    path("reports/<int:pk>/words/<slug:section>/", report_words.section, name="report_section"),
    path("reports/<int:pk>/steps/<slug:code>/", report_steps.take_step, name="report_step"),
]
