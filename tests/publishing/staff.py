"""The people of one unit and body who bring an item to the public, and their usual steps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.bodies.models import Body, Unit, User
from gongkai.publishing import actions
from gongkai.publishing.guards import steps_for
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.states import State
from gongkai.rules.review_chains import Stage
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from gongkai.workflow import Option
from tests.factories import make_body, make_column, make_item, make_unit, make_user

TODAY = date(2026, 2, 12)


@dataclass
class Staff:
    """One person for each part."""

    body: Body
    unit: Unit
    column: Column
    writer: User
    head: User
    reviewer: User
    leader: User

    def draft(self, **facts: Any) -> InformationItem:
        return make_item(column=self.column, by=self.writer, **{"formed_on": date(2026, 2, 9), **facts})

    def at_secrecy(self, **facts: Any) -> InformationItem:
        item = actions.submit_item(self.draft(**facts), by=self.writer, on=TODAY)
        return actions.approve_unit(item, proofread=True, by=self.head, on=TODAY)

    def pass_secrecy(
        self, item: InformationItem, *, found: Collection[str] = (), reason: str = "", **facts: Any
    ) -> InformationItem:
        facts = {"disclosure_mode": item.disclosure_mode, **facts}
        reason = reason or item.mode_reason
        facts = {"checked": list(review_points()), "proofread": True, **facts}
        item = actions.approve_secrecy(item, found=found, reason=reason, by=self.reviewer, on=TODAY, **facts)
        if item.state == State.LEADER_REVIEW:
            item = actions.approve_stage(item, stage=Stage.LEADER, proofread=True, by=self.leader, on=TODAY)
        return item

    def approve(self, item: InformationItem) -> InformationItem:
        return self.pass_secrecy(actions.approve_unit(item, proofread=True, by=self.head, on=TODAY))

    def approved(self, **facts: Any) -> InformationItem:
        return self.pass_secrecy(self.at_secrecy(**facts))

    def published(self, **facts: Any) -> InformationItem:
        return actions.publish_item(self.approved(**facts), by=self.leader, on=TODAY)

    def steps(self, item: InformationItem, user: User) -> list[Option]:
        return steps_for(item, user, TODAY)


def make_staff(*, body: Body | None = None) -> Staff:
    body = body or make_body()
    unit = make_unit(body=body, name="就业促进科")
    return Staff(
        body=body,
        unit=unit,
        column=make_column(unit=unit),
        writer=make_user(role=Role.HANDLER, unit=unit, full_name="李经办"),
        head=make_user(role=Role.UNIT_HEAD, unit=unit, full_name="张科长"),
        reviewer=make_user(role=Role.SECRECY_REVIEWER, body=body, full_name="赵审查"),
        leader=make_user(role=Role.LEADER, body=body, full_name="陈局长"),
    )
