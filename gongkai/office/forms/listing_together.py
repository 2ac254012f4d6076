"""A request as one row of a list: those who ask together stand in one cell."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.bodies.errors import Refused
from gongkai.casework.actions.joining import check_co_applicants
from gongkai.casework.facts import CoApplicantFacts
from gongkai.office.forms.taking_in import PaperRequestForm

LEADS = re.compile(r"[（(]代表人[)）]$")
PARTS = ("name", "id_number", "phone", "address")


class TogetherField(forms.CharField):
    """Who asks together: one after another with semicolons, each as name, number, telephone, address."""

    def clean(self, value: Any) -> list[CoApplicantFacts]:
        """
        Return them.

        :raises ValidationError: one has too many parts, no name, or nobody can reach the representative
        """
        people = [_person(each) for each in re.split("[；;\n]", super().clean(value)) if each.strip()]
        try:
            check_co_applicants(people)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return people


class RowForm(PaperRequestForm):
    """A paper request with all who signed it, as a row of a list has it."""

    together = TogetherField(label="共同申请人", required=False, max_length=2000)

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes, with those who ask together."""
        facts = super().request_facts()
        together = facts.pop("together")
        return {**facts, "co_applicants": together}


def _person(typed: str) -> CoApplicantFacts:
    parts = [each.strip() for each in re.split("[，,]", typed)]
    if len(parts) > len(PARTS):
        raise ValidationError(
            "每位共同申请人依次写姓名、证件号码、电话、地址，用逗号隔开，几位之间用分号隔开。"
        )
    found = dict(zip(PARTS, parts, strict=False))
    name = found.pop("name")
    return CoApplicantFacts(name=LEADS.sub("", name), is_representative=bool(LEADS.search(name)), **found)
