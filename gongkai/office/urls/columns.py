"""The columns, how they are kept alive, and what the standard catalogue asks of them."""

from django.urls import path

from gongkai.office.views import columns, matters

urlpatterns = [
    path("columns/", columns.columns, name="columns"),
    path("columns/all/catalogue/", matters.catalogue, name="columns_catalogue"),
    path("columns/all/matters/<int:pk>/", matters.matter, name="columns_matter"),
    path("columns/<slug:slug>/", columns.edit_column, name="edit_column"),
    path("columns/<slug:slug>/matters/", matters.matters, name="columns_matters"),
]
