"""Who may log in: staff only, no public sign-up; the office opens to everyone with a role today."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies import actions
from gongkai.bodies.models import Assignment, User
from gongkai.common.visitors import visitor
from gongkai.office.tries import (
    WRONG_BY_NAME,
    WRONG_BY_VISITOR,
    Limit,
    TooManyTries,
    count_try,
    forget_try,
)

ENTER_OFFICE = "wagtailadmin.access_admin"


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the administrator of a body; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After login comes the first page of the office."""
        return reverse("office:today")

    def get_client_ip(self, request: HttpRequest) -> str:
        """
        Return whose wrong passwords are counted together.

        Behind our own nginx that is the visitor it saw: else wrong tries of anybody would lock out everybody.
        """
        return visitor(request) or "this machine"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Take the right password; a try that was right is not counted."""
        user = super().authenticate(request, **credentials)
        if user:
            for limit, who in self._counted(request, credentials):
                forget_try(limit, who)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """
        Count a try before the password is looked at, in the database: whichever process takes it.

        :raises ValidationError: there were too many wrong ones
        """
        try:
            for limit, who in self._counted(request, credentials):
                count_try(limit, who)
        except TooManyTries as refusal:
            raise ValidationError(str(refusal)) from refusal

    def set_password(self, user: User, password: str) -> None:
        """Set the password that somebody chose for themselves; it stands in the record of their bodies."""
        user.password = actions.set_password(user, password=password, by=user).password

    def _counted(self, request: HttpRequest, credentials: dict[str, Any]) -> list[tuple[Limit, str]]:
        """Return by what tries are counted: the visitor, and the account."""
        name = str(credentials.get("username", "")).lower()
        return [(WRONG_BY_VISITOR, self.get_client_ip(request)), (WRONG_BY_NAME, name)]

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
