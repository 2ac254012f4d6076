"""For whom a case is kept, and why."""

from django import forms

from gongkai.bodies.models import Assignment, User
from gongkai.office.forms.steps import StepForm


class LiftForm(StepForm):
    """Why everybody may read the case again."""

    reason = forms.CharField(label="理由", widget=forms.Textarea({"rows": 3}))


class RestrictForm(LiftForm):
    """Who may read the case besides the office's head."""

    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="可以查看的人员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="收件、承办、审核本申请的人员都应当选上，没有选上的既看不到也不能办理。",
    )
    field_order = ("readers", "reason")

    def prepare(self) -> None:
        """Offer whoever works for the body, with those who were named before."""
        held = Assignment.objects.held(self.desk.today).filter(unit__body=self.case.body)
        people = User.objects.filter(pk__in=held.values("user"), is_active=True)
        offered = people.exclude(pk=self.desk.user.pk).order_by("full_name", "pk")
        self.fields["readers"].queryset = offered  # type: ignore[attr-defined]
        self.fields["readers"].initial = self.case.readers.all()
