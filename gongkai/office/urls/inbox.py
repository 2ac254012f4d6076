"""收件箱: what came in, who mentioned whom, and the notes themselves."""

from django.urls import path

from gongkai.office.views import inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/mentions/<int:pk>/", inbox.read_mention, name="inbox_mention"),
    path("inbox/notes/<int:pk>/", inbox.add_note, name="inbox_note"),
]
