"""待我审签: the replies that wait for the reader's opinion, one after another."""

from django.urls import path

from gongkai.office.views import signing

urlpatterns = [
    path("signing/", signing.signing, name="signing"),
    path("signing/<int:pk>/", signing.sign_reply, name="signing_reply"),
]
