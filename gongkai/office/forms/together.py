"""Notes with mentions, the unit's own date, and hand-over."""

from typing import Any

from django import forms
from django.db.models import Q

from gongkai.bodies.models import Assignment, User
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.reach import SEE_ALL, SEE_OWN_UNIT
from gongkai.office.bodies.leaving import Leaving
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.steps import StepForm
from gongkai.publishing.reach import WRITERS
from gongkai.rules.roles import Role


def readers_of(case: DisclosureRequest, desk: Desk) -> Any:
    """Return the people of the body who may read a case, without the one at the desk."""
    held = Assignment.objects.held(desk.today).filter(unit__body=case.body_id)
    readers = held.filter(role__in=SEE_ALL).values("user")
    own = held.filter(role__in=SEE_OWN_UNIT, unit=case.handling_unit_id).values("user")
    found = User.objects.filter(pk__in=readers) | User.objects.filter(pk__in=own)
    if case.is_restricted:
        heads = held.filter(role=Role.OFFICE_HEAD).values("user")
        found = found.filter(Q(pk__in=case.readers.all()) | Q(pk__in=heads))
    return found.filter(is_active=True).exclude(pk=desk.user.pk).distinct().order_by("full_name", "pk")


class NoteForm(forms.Form):
    """A note; people are named in it with @, or chosen from the list."""

    text = forms.CharField(
        label="内部备注",
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "placeholder": "只在机关内部可见；写 @姓名 提醒同事"}),
    )
    mention = forms.ModelMultipleChoiceField(
        User.objects.none(), label="提醒", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, case: DisclosureRequest, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = readers_of(case, desk)
        self.fields["mention"].queryset = self.readers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Add to those chosen whoever is named with @ in the text."""
        data = super().clean() or {}
        text, chosen = data.get("text", ""), list(data.get("mention") or ())
        named = [each for each in self.readers if f"@{each}" in text]
        return {**data, "mention": list(dict.fromkeys([*chosen, *named]))}


class UnitDateForm(StepForm):
    """By when the unit has its draft ready; before the legal last day."""

    unit_due_on = DayField(label="科室办理期限", required=False, help_text="不填的，取消原来的期限。")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 2}))

    def prepare(self) -> None:
        """Begin with the date that was given before."""
        self.fields["unit_due_on"].initial = self.case.unit_due_on


class HandOverForm(StepForm):
    """Who of the unit goes on with the request."""

    handler = forms.ModelChoiceField(User.objects.none(), label="接手的经办人")
    note = forms.CharField(label="移交说明", required=False, widget=forms.Textarea({"rows": 2}))

    def prepare(self) -> None:
        """Offer the other handlers of the unit."""
        held = Assignment.objects.held(self.desk.today).filter(
            unit=self.case.handling_unit, role=Role.HANDLER
        )
        others = User.objects.filter(pk__in=held.values("user")).exclude(pk=self.case.handler_id or 0)
        self.fields["handler"].queryset = others  # type: ignore[attr-defined]


class HandOverAllForm(forms.Form):
    """Who takes over everything that a leaving person has in hand."""

    to = forms.ModelChoiceField(User.objects.none(), label="接手人", empty_label="请选择")
    note = forms.CharField(label="移交说明", required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any, *, leaving: Leaving, desk: Desk) -> None:
        super().__init__(data)
        units = [case.handling_unit_id for case in leaving.matters]
        writers = [item.owner_unit_id for item in leaving.items]
        held = Assignment.objects.held(desk.today).filter(
            Q(unit__in=units, role=Role.HANDLER) | Q(unit__in=writers, role__in=WRITERS)
        )
        if leaving.named or leaving.mentions:
            held = Assignment.objects.held(desk.today).filter(unit__body=desk.body)
        takers = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=leaving.person.pk)
        self.fields["to"].queryset = takers  # type: ignore[attr-defined]
