"""限定查看: a case only for named people, such as one about the staff of the body."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from gongkai.bodies.models import Assignment, Unit, User
from gongkai.casework.errors import NotNamed, RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import locked, roles_for, take
from gongkai.rules.roles import Role
from gongkai.workflow import Step


@transaction.atomic
def restrict_request(
    case: DisclosureRequest, *, readers: Collection[User], reason: str, by: User, on: date
) -> DisclosureRequest:
    """
    Keep a request for named people and the office's head; named again, new ones replace the old.

    :raises RequestIncomplete: nobody is named, or no reason
    """
    case = locked(case)
    step = check_allowed(case, "restrict", by=by, on=on)
    if not readers:
        raise RequestIncomplete("请选择可以查看本申请的人员；公开工作机构负责人总是可以查看。")
    return _keep(case, step, readers, reason, by=by, on=on)


@transaction.atomic
def lift_restriction(case: DisclosureRequest, *, reason: str, by: User, on: date) -> DisclosureRequest:
    """
    Let everybody read a request again whose role allows it.

    :raises NotRestricted: it is not kept for anybody
    :raises RequestIncomplete: no reason
    """
    case = locked(case)
    step = check_allowed(case, "lift_restriction", by=by, on=on)
    return _keep(case, step, [], reason, by=by, on=on)


def name_handler(
    case: DisclosureRequest, unit: Unit, handler: User | None, *, by: User, on: date
) -> dict[str, Any]:
    """
    Let whoever gets a restricted request read it, when `by` is who names its readers; say who was named.

    :raises NotNamed: `by` names nobody, or nobody of the unit could read it
    """
    if not case.is_restricted:
        return {}
    held = Assignment.objects.held(on).filter(unit__body=case.body_id)
    heads = held.filter(role=Role.OFFICE_HEAD).values("user")
    readers = User.objects.filter(Q(pk__in=case.readers.values("pk")) | Q(pk__in=heads))
    if handler is None:
        if not held.filter(unit=unit, user__in=readers).exists():
            raise NotNamed(f"本申请限定查看，{unit}没有可以查看的人员，请指定经办人（条例第四十五条）。")
        return {}
    if readers.filter(pk=handler.pk).exists():
        return {}
    if Role.OFFICE_HEAD not in roles_for(case, by, on):
        raise NotNamed(
            f"本申请限定查看，{handler}不在可以查看的人员中，不能承办；"
            "请公开工作机构负责人先办理“限定查看人员”，或者由其转交（条例第四十五条）。"
        )
    old = _names(case)
    case.readers.add(handler)
    return {"readers": [old, _names(case)]}


def _names(case: DisclosureRequest) -> list[str]:
    return [str(each) for each in case.readers.order_by("pk")]


def _keep(
    case: DisclosureRequest, step: Step, readers: Collection[User], reason: str, *, by: User, on: date
) -> DisclosureRequest:
    if not reason.strip():
        raise RequestIncomplete("请写明理由。")
    old = _names(case)
    case.is_restricted = bool(readers)
    case.readers.set(readers)
    take(case, step, by=by, on=on, note=reason.strip(), readers=[old, _names(case)])
    return case
