"""限定查看: a case only for named people, such as one about the staff of the body."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import locked, take
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


def _keep(
    case: DisclosureRequest, step: Step, readers: Collection[User], reason: str, *, by: User, on: date
) -> DisclosureRequest:
    if not reason.strip():
        raise RequestIncomplete("请写明理由。")
    old = [str(each) for each in case.readers.order_by("pk")]
    case.is_restricted = bool(readers)
    case.readers.set(readers)
    new = [str(each) for each in case.readers.order_by("pk")]
    take(case, step, by=by, on=on, note=reason.strip(), readers=[old, new])
    return case
