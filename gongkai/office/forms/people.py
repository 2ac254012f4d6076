"""人员和任职: a new person, a role, its end, a new password."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.forms.models import fields_for_model

from gongkai.bodies.models import Assignment, Unit, User
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.tries import WRONG_BY_OWNER, TooManyTries, count_try, forget_try
from gongkai.rules.roles import Role

ROLES = [(role.value, role.label) for role in Role if role is not Role.SYSTEM]
WHAT_FOR = "用来提醒本人报送台账月报、按期公布年度报告，本人忘记密码时发送重设链接；邮件中没有申请人的信息。"
KNOWN = "已经有这个用户名的账户。如果就是此人，请用“给已有账户任职”。"


def _password(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=128,
        help_text="至少10个字符，当面告知本人；本人登录后在“我的账户”修改。",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class RoleForm(forms.Form):
    """A role in a unit from a day on."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", empty_label="请选择")
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *ROLES])
    on = DayField(label="自")

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, initial={"on": desk.today})
        self.desk = desk
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body, is_active=True)  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])

    def assignment(self) -> dict[str, Any]:
        """Return what `assign_role` needs."""
        return {name: self.cleaned_data[name] for name in ("unit", "role", "on")}


class KnownPersonForm(RoleForm):
    """A role for somebody who has an account already, in this body or another."""

    username = forms.CharField(label="用户名", max_length=150)
    field_order = ("username", "unit", "role", "on")

    def clean_username(self) -> User:
        """Find the account."""
        user = User.objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if user is None or user.is_superuser:
            raise forms.ValidationError("没有这个用户名的在用账户，请核对，或者新建账户。")
        return user


class NewPersonForm(RoleForm):
    """A new account with its first role."""

    password = _password("初始密码")
    field_order = ("username", "full_name", "password", "unit", "role", "on")

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, desk=desk)
        self.fields |= fields_for_model(User, ["username", "full_name"])
        self.order_fields(self.field_order)

    def clean_username(self) -> str:
        """Refuse a name that is taken."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(KNOWN)
        return username

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def account(self) -> dict[str, Any]:
        """Return what `add_user` needs."""
        return {name: self.cleaned_data[name] for name in ("username", "full_name", "password")}


class PasswordForm(forms.Form):
    """A new password for somebody."""

    password = _password("新密码")


class RemindersForm(forms.Form):
    """Where somebody is reminded by e-mail, and whether they want it."""

    def __init__(self, data: Any, *, person: User) -> None:
        names = ("email", "wants_reminders")
        super().__init__(data, initial={name: getattr(person, name) for name in names})
        self.fields |= fields_for_model(User, names, help_texts={"email": WHAT_FOR})

    def clean(self) -> dict[str, Any]:
        """Refuse reminders that could go nowhere."""
        found = self.cleaned_data
        if found.get("wants_reminders") and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "要用电子邮件提醒，请填写工作邮箱。")
        return found


class OwnRemindersForm(RemindersForm):
    """The same as people set it for themselves; where links for passwords go is not changed without one."""

    current = forms.CharField(
        label="当前密码",
        required=False,
        max_length=128,
        help_text="改动工作邮箱的填写：忘记密码时，重设链接发往这个邮箱。",
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("email", "current", "wants_reminders")

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, person=person)
        self.person = person
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Refuse another address from whoever does not know the password."""
        found = super().clean()
        is_other = "email" in found and found["email"] != self.person.email
        if is_other and (refusal := self._refusal(found.get("current", ""))):
            self.add_error("current", refusal)
        return found

    def _refusal(self, password: str) -> str:
        """Return why the address stays: a wrong password, or too many of them from whoever sits there."""
        wrong, who = "改动工作邮箱，须填写正确的当前密码。", str(self.person.pk)
        if not password:
            return wrong
        try:
            count_try(WRONG_BY_OWNER, who)
        except TooManyTries as refusal:
            return str(refusal)
        if not self.person.check_password(password):
            return wrong
        forget_try(WRONG_BY_OWNER, who)
        return ""

    def facts(self) -> dict[str, Any]:
        """Return what is changed."""
        return {name: self.cleaned_data[name] for name in ("email", "wants_reminders")}


class PersonForm(RemindersForm):
    """The name of a person, where to remind them, and whether the account is open."""

    field_order = ("full_name", "email", "wants_reminders", "is_active")

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, person=person)
        self.initial = {**self.initial, "full_name": person.full_name, "is_active": person.is_active}
        self.fields |= fields_for_model(
            User,
            ["full_name", "is_active"],
            labels={"is_active": "账户可以登录"},
            help_texts={"is_active": ""},
        )
        self.order_fields(self.field_order)


class EndForm(forms.Form):
    """The last day of an assignment."""

    on = DayField(label="任职至", help_text="这一天是最后一天。")

    def __init__(self, data: Any, *, assignment: Assignment, today: date) -> None:
        super().__init__(data, initial={"on": max(today, assignment.from_on)})
