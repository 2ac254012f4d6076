"""What a reviewer says about a passage, and what is answered."""

from typing import Any

from django import forms

from gongkai.office.forms.item_step import words
from gongkai.publishing.models import InformationItem
from gongkai.publishing.paragraphs import paragraphs_of
from gongkai.publishing.snapshot import current_draft, digest_of


class CommentForm(forms.Form):
    """A paragraph, perhaps a passage of it, and what is to be said."""

    paragraph = forms.TypedChoiceField(label="段落", coerce=int)
    quote = forms.CharField(
        label="引文",
        required=False,
        max_length=300,
        help_text="在正文中选中文字会自动填入；也可以复制，或者不填。",
    )
    text = forms.CharField(label="批注", max_length=500, widget=words(2))
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, auto_id="comment_%s")
        draft = current_draft(item)
        choices = [(each.number, each.name) for each in paragraphs_of(draft)]
        self.fields["paragraph"].choices = choices  # type: ignore[attr-defined]
        self.fields["digest"].initial = digest_of(draft)


class AnswerForm(forms.Form):
    """What is answered, and whether that settles it."""

    text = forms.CharField(required=False, max_length=500)
    settles = forms.BooleanField(required=False)
