"""Makers of records for tests: plain functions, keyword-only, every fact with a sensible default."""

from datetime import date
from itertools import count

from stdnum.cn import uscc

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Level, Unit, User
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
