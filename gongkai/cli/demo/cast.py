"""Who plays in the demo: three bodies, their units and leaders, one account for each role."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware
from stdnum.cn import uscc

from gongkai.bodies.actions import (
    add_body,
    add_leader,
    add_reading_place,
    add_unit,
    add_user,
    adopt_design,
    assign_role,
    draft_design,
)
from gongkai.bodies.models import Body, Unit, User
from gongkai.cli.demo.words import read
from gongkai.rules.roles import Role

PASSWORD = "gongkai-demo-2025"  # noqa: S105  # printed at the start of every demo
SINCE = date(2015, 1, 1)
NOT_FACTS = ("code", "name", "level", "parent", "uscc_stem", "units", "leaders", "places", "design")


@dataclass(frozen=True)
class Cast:
    """The bodies by code, the units by (body, code), the people by account name."""

    bodies: dict[str, Body]
    units: dict[tuple[str, str], Unit]
    people: dict[str, User]

    @property
    def city(self) -> Body:
        """The city bureau, at the top of the tree."""
        return self.bodies["mingjiang"]

    def unit(self, code: str, body: str = "mingjiang") -> Unit:
        """Return a unit of a body."""
        return self.units[body, code]


def engage() -> Cast:
    """Make the bodies and the people."""
    bodies: dict[str, Body] = {}
    units: dict[tuple[str, str], Unit] = {}
    for facts in read("bodies")["bodies"]:
        body = bodies[facts["code"]] = _add_body(facts, bodies.get(facts.get("parent", "")))
        for order, unit in enumerate(facts["units"]):
            units[body.code, unit["code"]] = add_unit(body, order=order, **unit)
        for order, leader in enumerate(facts["leaders"]):
            charge = [units[body.code, code] for code in leader["units"]]
            add_leader(body, **{**leader, "units": charge}, order=order)
        for place in facts["places"]:
            add_reading_place(body, **place)
        if look := facts.get("design"):
            _choose_look(body, look)
    people = {account["username"]: _add_account(account, units) for account in read("bodies")["accounts"]}
    return Cast(bodies, units, people)


def _add_body(facts: dict[str, Any], parent: Body | None) -> Body:
    stem = facts["uscc_stem"]
    return add_body(
        code=facts["code"],
        name=facts["name"],
        level=facts["level"],
        parent=parent,
        uscc=stem + uscc.calc_check_digit(stem),
        **{name: value for name, value in facts.items() if name not in NOT_FACTS},
    )


def _choose_look(body: Body, look: dict[str, Any]) -> None:
    facts = {"site_name": "", "colour": "", "accent": "", "titles": "song", **look}
    draft = draft_design(body, facts, emblem=None, keeps_emblem=False, by=None)
    adopt_design(draft, by=None, at=make_aware(datetime.combine(SINCE, time())))


def _add_account(account: dict[str, Any], units: dict[tuple[str, str], Unit]) -> User:
    user = add_user(username=account["username"], full_name=account["full_name"], password=PASSWORD)
    for held in account["roles"]:
        assign_role(user, unit=units[account["body"], held["unit"]], role=Role(held["role"]), on=SINCE)
    return user
