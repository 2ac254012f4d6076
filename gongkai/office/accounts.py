"""Who may log in: staff only, no public sign-up; the office opens to everyone with a role today."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.models import Assignment, User

ENTER_OFFICE = "wagtailadmin.access_admin"


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the administrator of a body; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After login comes the first page of the office."""
        return reverse("office:today")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """After logout comes the login page, on a screen that others may use next."""
        return reverse("account_login")


class AssignmentBackend(BaseBackend):
    """Grants entry to the office to whoever holds a role today; logs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether a current assignment gives the permission; only entry to the office is given this way."""
        if (
            perm != ENTER_OFFICE
            or obj is not None
            or not isinstance(user_obj, User)
            or not user_obj.is_active
        ):
            return False
        return Assignment.objects.held(localdate()).filter(user=user_obj).exists()
