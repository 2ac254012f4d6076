"""机关设置: the people of a body, their roles and their accounts."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies import actions
from gongkai.bodies.models import Assignment, User
from gongkai.casework.models import DisclosureRequest
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, keeps_account_of, may_change
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.people import (
    EndForm,
    KnownPersonForm,
    NewPersonForm,
    PasswordForm,
    PersonForm,
    RoleForm,
)
from gongkai.office.refusals import refused_into

NOT_YOURS = "此人在其他机关也有任职，或者是系统管理账户，账户由该机关的管理员管理。"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List everybody who has or had a role in the body, with the roles of today."""
    desk = desk_of(request)
    held = Assignment.objects.held(desk.today).filter(unit__body=desk.body).select_related("unit")
    known = User.objects.filter(assignments__unit__body=desk.body).distinct()
    known = known.prefetch_related(Prefetch("assignments", held.order_by("role", "unit"), to_attr="held"))
    context = {"desk": desk, "people": known.order_by("-is_active", "pk"), "may_change": may_change(desk)}
    return render(request, "office/bodies/people.html", {**context, "tabs": TABS, "tab": "people"})


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account with its first role."""
    desk = desk_of(request)
    form = NewPersonForm(request.POST or None, desk=desk)
    if _is_filled(form, desk):
        with refused_into(form), transaction.atomic():
            user = actions.add_user(**form.account())
            actions.assign_role(user, **form.assignment())
            messages.success(request, f"已添加{user}，请把用户名和初始密码当面告知本人。")
            return redirect("office:body_person", pk=user.pk)
    return _form_page(request, desk, form, "新建账户", "添加")


@require_http_methods(["GET", "POST"])
def known_person(request: HttpRequest) -> HttpResponse:
    """Give a role to somebody who has an account already, perhaps in another body."""
    desk = desk_of(request)
    form = KnownPersonForm(request.POST or None, desk=desk)
    if _is_filled(form, desk):
        with refused_into(form):
            user = form.cleaned_data["username"]
            made = actions.assign_role(user, **form.assignment())
            messages.success(request, f"已任职：{made}。")
            return redirect("office:body_person", pk=user.pk)
    return _form_page(request, desk, form, "给已有账户任职", "任职")


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person with all roles in the body, now and before; change the name or close the account."""
    desk = desk_of(request)
    user = _find(desk, pk)
    form = PersonForm(request.POST or None, person=user)
    if _is_filled(form, desk, user):
        with refused_into(form):
            actions.change_user(user, **form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("office:body_person", pk=pk)
    roles = Assignment.objects.filter(user=user, unit__body=desk.body).select_related("unit")
    context = {"desk": desk, "person": user, "form": form, "roles": roles.order_by("-from_on", "unit")}
    context |= {"may_change": may_change(desk), "keeps_account": keeps_account_of(desk, user)}
    return render(request, "office/bodies/person.html", {**context, "why_not": NOT_YOURS})


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person of the body one more role."""
    desk = desk_of(request)
    user = _find(desk, pk)
    form = RoleForm(request.POST or None, desk=desk)
    if _is_filled(form, desk):
        with refused_into(form):
            made = actions.assign_role(user, **form.assignment())
            messages.success(request, f"已任职：{made}。")
            return redirect("office:body_person", pk=pk)
    return _form_page(request, desk, form, f"给{user}任职", "任职", user)


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a new password."""
    desk = desk_of(request)
    user = _find(desk, pk)
    form = PasswordForm(request.POST or None)
    if _is_filled(form, desk, user):
        with refused_into(form):
            actions.set_password(user, password=form.cleaned_data["password"], by=desk.user)
            messages.success(request, f"已重设{user}的密码，原来的登录全部失效。")
            return redirect("office:body_person", pk=pk)
    return _form_page(request, desk, form, f"重设{user}的密码", "重设密码", user)


@require_http_methods(["GET", "POST"])
def end_assignment(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """End a role; says how many requests the person still handles."""
    desk = desk_of(request)
    user = _find(desk, pk)
    held = Assignment.objects.filter(user=user, unit__body=desk.body).select_related("unit__body")
    found = get_object_or_404(held, pk=assignment)
    form = EndForm(request.POST or None, assignment=found, today=desk.today)
    if _is_filled(form, desk):
        with refused_into(form):
            actions.end_assignment(found, on=form.cleaned_data["on"])
            messages.success(request, f"已结束任职：{found}。")
            return redirect("office:body_person", pk=pk)
    cases = DisclosureRequest.objects.of(desk.body).in_hand().filter(handler=user).count()
    left = f"此人还有{cases}件在办的申请，请先改派。" if cases else "此人名下没有在办的申请。"
    return _form_page(request, desk, form, f"结束任职：{found}", "结束任职", user, left)


def _find(desk: Desk, pk: int) -> User:
    """Return a person who has or had a role in the body; 404 for anybody else."""
    return get_object_or_404(User.objects.filter(assignments__unit__body=desk.body).distinct(), pk=pk)


def _is_filled(form: Form, desk: Desk, account: User | None = None) -> bool:
    """Whether what was sent has the right shape and comes from somebody who may change it."""
    if not form.is_bound:
        return False
    if not may_change(desk):
        form.add_error(None, READ_ONLY)
    elif account and not keeps_account_of(desk, account):
        form.add_error(None, NOT_YOURS)
    return form.is_valid()


def _form_page(
    request: HttpRequest,
    desk: Desk,
    form: Form,
    heading: str,
    verb: str,
    person: User | None = None,
    effect: str = "",
) -> HttpResponse:
    context = {"desk": desk, "form": form, "heading": heading, "verb": verb, "person": person}
    context |= {"effect": effect, "may_change": may_change(desk)}
    return render(request, "office/bodies/person_form.html", context)
