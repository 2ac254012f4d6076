"""What was searched for on the portal and not found; the body's own synonyms."""

from django.urls import path

from gongkai.office.views import searches

urlpatterns = [
    path("searches/", searches.searches, name="searches"),
    path("searches/synonyms/", searches.synonyms, name="search_synonyms"),
    path("searches/synonyms/<int:pk>/remove/", searches.remove_synonym, name="remove_synonym"),
]
