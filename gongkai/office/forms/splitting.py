"""The form that splits a request: one row for each matter."""

from typing import Any

from django import forms

from gongkai.casework.splitting import LEAST, LONGEST
from gongkai.office.forms.steps import StepForm

ROWS = 8
PREFIX = "matter_"


class SplitForm(StepForm):
    """What each part asks for; rows that are not needed stay empty."""

    def prepare(self) -> None:
        """Offer the rows; the first one begins with what the whole asks for."""
        for row in range(1, ROWS + 1):
            self.fields[f"{PREFIX}{row}"] = forms.CharField(
                label=f"第{row}件所需信息的名称", max_length=LONGEST, required=row <= LEAST
            )
        self.fields[f"{PREFIX}1"].initial = self.case.matter
        self.order_fields([name for name in self.fields if name != "on"])

    @property
    def matters(self) -> list[str]:
        """The matters that were typed so far, in their order."""
        return [text for row in range(1, ROWS + 1) if (text := self.given(f"{PREFIX}{row}"))]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given."""
        return {"matters": self.matters}
