"""Login, logout, password and second factor; nobody signs up or changes an e-mail address here."""

from allauth.account import views
from django.urls import include, path, re_path, reverse_lazy

from gongkai.office.views import passwords

new_password = views.PasswordResetFromKeyView.as_view(success_url=reverse_lazy("account_login"))

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", passwords.forgotten, name="account_reset_password"),
    path("password/reset/done/", passwords.asked, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
