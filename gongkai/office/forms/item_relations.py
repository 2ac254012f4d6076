"""Which other document an item bears on."""

from typing import Any

from django import forms

from gongkai.office.desk import Desk
from gongkai.publishing.models import InformationItem, ItemRelation


class RelationForm(forms.Form):
    """The other item, named by index number or document number, and how the two stand."""

    kind = forms.ChoiceField(label="本信息", choices=ItemRelation.Kind.choices)
    other = forms.CharField(label="另一件信息的索引号或者文号", max_length=60)

    def __init__(self, data: Any, *, desk: Desk, item: InformationItem) -> None:
        super().__init__(data)
        self.desk, self.item = desk, item

    def clean_other(self) -> InformationItem:
        """Find the other item within the bodies one works for."""
        number = self.cleaned_data["other"].strip()
        known = InformationItem.objects.visible_to(self.desk.user)
        found = known.filter(index_no=number).first() or known.filter(doc_no=number).order_by("-pk").first()
        if found is None:
            raise forms.ValidationError("没有找到这个索引号或者文号的信息，请核对后重新填写。")
        return found
