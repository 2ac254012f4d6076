"""The columns and how they are kept alive."""

from django.urls import path

from gongkai.office.views import columns

urlpatterns = [
    path("columns/", columns.columns, name="columns"),
    path("columns/<slug:slug>/", columns.edit_column, name="edit_column"),
]
