"""What the review screen shows: what is to be read, who has spoken, and what the reviewer may do."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.office.desk import Desk
from gongkai.office.forms.item_step import StepForm
from gongkai.office.forms.item_steps import SCREENS
from gongkai.publishing.chains import chain_of, opinions_of, stage_of
from gongkai.publishing.guards import steps_for
from gongkai.publishing.models import InformationItem, ItemEvent
from gongkai.publishing.workflow import APPROVALS, RETURNS
from gongkai.rules.review_chains import Stage
from gongkai.workflow import Option

AFTERWARDS = ("pass_afterwards", "stop_afterwards")


@dataclass(frozen=True)
class Place:
    """One review of the chain: whose turn it is, or what was said."""

    stage: Stage
    is_now: bool
    opinion: ItemEvent | None


def is_review(code: str) -> bool:
    """Whether a step is taken on the review screen."""
    return code in APPROVALS or code in AFTERWARDS or code in RETURNS.values()


def acts_of(item: InformationItem) -> tuple[str, ...]:
    """Return the two steps of the review that an item is in: to agree, and to refuse."""
    if stage := stage_of(item):
        return f"approve_{stage}", f"return_{stage}"
    return AFTERWARDS if item.emergencies.open().exists() else ()


def places_of(item: InformationItem) -> list[Place]:
    """Return the chain of an item, with the opinions of this round."""
    given = {APPROVALS[event.step]: event for event in opinions_of(item).select_related("by")}
    now = stage_of(item)
    return [Place(stage, stage is now, given.get(stage)) for stage in chain_of(item)]


def acts_open_to(item: InformationItem, desk: Desk) -> tuple[list[Option], str]:
    """Return the two steps of the review, or why they are closed; who may not agree decides nothing."""
    codes = acts_of(item)
    options = [option for option in steps_for(item, desk.user, desk.today) if option.step.code in codes]
    reason = next((option.reason for option in options if not option.allowed), "")
    return ([] if reason else options), reason


@dataclass
class ReviewForm:
    """One form with two buttons: what is filled in stays whichever was pressed and refused."""

    item: InformationItem
    codes: tuple[str, ...]
    data: QueryDict | None

    @property
    def act(self) -> str:
        """The step whose button was pressed."""
        asked = self.data.get("act", "") if self.data else ""
        return asked if asked in self.codes else ""

    def form_for(self, code: str) -> StepForm:
        """Return the form of one step with what was sent."""
        return SCREENS[code].form(self.data, self.item)

    def shown(self) -> StepForm:
        """Return the form as it is drawn: that of agreeing, with what was typed for refusing kept in it."""
        code = self.codes[0]
        if self.act in ("", code):
            return SCREENS[code].form(self.data if self.act else None, self.item)
        form = SCREENS[code].form(None, self.item)
        form.initial = {name: self._typed(name, field) for name, field in form.fields.items()}
        return form

    def _typed(self, name: str, field: forms.Field) -> Any:
        data = self.data or QueryDict()
        return data.getlist(name) if isinstance(field, forms.MultipleChoiceField) else data.get(name)
