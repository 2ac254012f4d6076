"""机关设置: the chain of reviews of each kind of information."""

from typing import Any

from django import forms

from gongkai.office.forms.bodies import SettingForm
from gongkai.publishing.models import ReviewPolicy
from gongkai.rules.review_chains import Stage, chain_kinds, emergency

STAGES = [(stage.value, f"{stage.label}（{stage.role.label}）") for stage in Stage]


class ReviewPolicyForm(SettingForm):
    """For each kind of information its reviews, and whether every reviewer proofreads."""

    def __init__(self, data: Any, *, policy: ReviewPolicy) -> None:
        super().__init__(data)
        for code, kind in chain_kinds().items():
            course = policy.course_of(kind)
            usual = "、".join(stage.label for stage in kind.stages)
            self.fields[f"chain_{code}"] = forms.MultipleChoiceField(
                label="审核环节",
                choices=STAGES,
                widget=forms.CheckboxSelectMultiple,
                initial=[stage.value for stage in course.stages],
                help_text=f"选二至四个，按列出的先后办理，必须有保密审查。默认：{usual}（{kind.basis}）。",
            )
            self.fields[f"proofread_{code}"] = forms.BooleanField(
                label="每一环节都要校对全文（三审三校）", required=False, initial=course.proofread
            )
        days = ReviewPolicy._meta.get_field("emergency_days")
        self.fields["emergency_days"] = forms.IntegerField(
            label=str(days.verbose_name),
            required=False,
            min_value=1,
            max_value=20,
            initial=policy.emergency_days,
            help_text=days.help_text,
        )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields, kind by kind."""
        kinds = [
            (kind.label, [self[f"chain_{code}"], self[f"proofread_{code}"]])
            for code, kind in chain_kinds().items()
        ]
        names = "、".join(role.label for role in sorted(emergency().roles))
        return [*kinds, (f"应急发布（由{names}决定）", [self["emergency_days"]])]

    def policy(self) -> dict[str, Any]:
        """Return what was chosen."""
        given = self.cleaned_data
        return {
            "chains": {code: given[f"chain_{code}"] for code in chain_kinds()},
            "proofread": {code: given[f"proofread_{code}"] for code in chain_kinds()},
            "emergency_days": given["emergency_days"],
        }
