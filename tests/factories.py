"""Makers of records for tests: plain functions, keyword-only, every fact with a sensible default."""

from datetime import date
from itertools import count
from typing import Any

from stdnum.cn import uscc

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Level, Unit, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role

LONG_AGO = date(2019, 5, 15)  # the day the revised 条例 came into force
PASSWORD = "a long password for tests"
_numbers = count(1)


def make_uscc(number: int | None = None) -> str:
    """Return a 统一社会信用代码 whose check digit is right."""
    number = next(_numbers) if number is None else number
    stem = f"11320900{number:09d}"
    return stem + uscc.calc_check_digit(stem)


def make_body(
    *, code: str | None = None, name: str | None = None, parent: Body | None = None, **facts: object
) -> Body:
    """Make a body; a county body when it has a parent, else a city body."""
    number = next(_numbers)
    values: dict[str, object] = {
        "level": Level.COUNTY if parent else Level.CITY,
        "uscc": make_uscc(number),
        "doc_no_prefix": "海人社",
        **facts,
    }
    name = name or f"海城市第{number}人力资源和社会保障局"
    return actions.add_body(code=code or f"body{number}", name=name, parent=parent, **values)


def make_unit(
    *, body: Body | None = None, name: str | None = None, code: str | None = None, **facts: object
) -> Unit:
    """Make a unit of a body."""
    number = next(_numbers)
    return actions.add_unit(
        body or make_body(), name=name or f"第{number}科", code=code or f"unit{number}", **facts
    )


def make_user(
    *,
    role: Role | None = None,
    body: Body | None = None,
    unit: Unit | None = None,
    username: str | None = None,
    full_name: str = "王芳",
    is_superuser: bool = False,
    on: date = LONG_AGO,
) -> User:
    """Make a user, with a role in the unit (or in a new unit of the body) from long ago when one is given."""
    user = actions.add_user(
        username=username or f"user{next(_numbers)}",
        full_name=full_name,
        password=PASSWORD,
        is_superuser=is_superuser,
    )
    if role:
        actions.assign_role(user, unit=unit or make_unit(body=body), role=role, on=on)
    return user


def make_column(
    *,
    body: Body | None = None,
    name: str | None = None,
    slug: str | None = None,
    parent: Column | None = None,
    unit: Unit | None = None,
    **facts: Any,
) -> Column:
    """Make a column; the unit that owns it is the one given, or a new one of the body."""
    number = next(_numbers)
    body = parent.body if parent else body or (unit.body if unit else make_body())
    return publishing.add_column(
        body,
        name=name or f"第{number}栏目",
        slug=slug or f"column{number}",
        parent=parent,
        owner_unit=unit or make_unit(body=body),
        **facts,
    )


def make_item(
    *,
    column: Column | None = None,
    body: Body | None = None,
    by: User | None = None,
    title: str = "关于做好稳岗返还工作的通知",
    formed_on: date = date(2025, 3, 3),
    published_on: date | None = None,
    **facts: Any,
) -> InformationItem:
    """Make a draft; with a day of publication, an item that went through all reviews and is live."""
    column = column or make_column(body=body)
    by = by or make_user(role=Role.HANDLER, unit=column.owner_unit, full_name="李经办")
    values: dict[str, object] = {"summary": title, "content": f"<p>{title}。</p>", **facts}
    item = publishing.create_item(column, title=title, formed_on=formed_on, by=by, on=formed_on, **values)
    return publish_through(item, by=by, on=published_on) if published_on else item


def publish_through(item: InformationItem, *, by: User, on: date) -> InformationItem:
    """Take a draft through submission, both reviews and publication on one day, each by another person."""
    head = make_user(role=Role.UNIT_HEAD, unit=item.owner_unit, full_name="张科长")
    reviewer = make_user(role=Role.SECRECY_REVIEWER, body=item.body, full_name="赵审查")
    publisher = make_user(role=Role.LEADER, body=item.body, full_name="陈局长")
    item = publishing.submit_item(item, by=by, on=on)
    item = publishing.approve_unit(item, by=head, on=on)
    item = publishing.approve_secrecy(
        item, checked=list(review_points()), disclosure_mode=item.disclosure_mode, by=reviewer, on=on
    )
    return publishing.publish_item(item, by=publisher, on=on)
