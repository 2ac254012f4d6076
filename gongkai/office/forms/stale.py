"""A form that was opened before somebody else acted: it is refused once, and what was typed stays."""

from typing import Any

from django import forms

from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.workflow import BY_APPLICANT


class StaleForm(forms.Form):
    """Remembers what had happened when it was opened, in a hidden field."""

    last_event = forms.CharField(required=False, widget=forms.HiddenInput)
    mark = happened = ""

    def open_after(self, mark: object, happened: str) -> None:
        """
        Note what happened last.

        :param mark: anything that is another one when something more has happened
        :param happened: what to tell whoever opened the form before it did
        """
        self.mark, self.happened = str(mark), happened
        self.fields["last_event"].initial = self.mark

    def open_after_case(self, case: DisclosureRequest) -> RequestEvent | None:
        """Note what happened last to a case, and return it."""
        last = case.events.select_related("by").order_by("pk").last()
        if last:
            who = last.by or ("申请人" if last.step in BY_APPLICANT else "系统")
            now = f"申请现在的状态是“{case.get_state_display()}”"
            self.open_after(last.pk, f"{who}已经办理了“{last.step_label}”，{now}")
        return last

    def clean(self) -> dict[str, Any]:
        """Refuse once what was typed before somebody else acted; what was typed stays."""
        seen = self.cleaned_data.pop("last_event", "")
        if seen and seen != self.mark:
            typed: Any = self.data
            self.data = fresh = typed.copy()
            fresh["last_event"] = self.mark
            files = "，文件须重新选择" if self.files else ""
            raise forms.ValidationError(
                f"您打开本页以后，{self.happened}。您填写的内容还在{files}，请核对后再提交。"
            )
        return self.cleaned_data
