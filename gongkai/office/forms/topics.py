"""What a site editor fills in for a topic and its sections."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model, model_to_dict

from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import PICTURES
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DateInput
from gongkai.office.forms.items import ColumnField
from gongkai.publishing.actions.topics import SECTION
from gongkai.publishing.models import Topic, TopicSection
from gongkai.publishing.models.topics import TOPIC_FACTS

LARGEST = 500 * 1024  # bytes; every visitor of the first page fetches it


class TopicForm(forms.Form):
    """A topic: its words, its picture, its days."""

    use_required_attribute = False

    def __init__(self, data: Any, files: Any, *, topic: Topic) -> None:
        super().__init__(data, files, initial=model_to_dict(topic, TOPIC_FACTS))
        days: dict[str, forms.Widget | type[forms.Widget]] = {
            "from_on": DateInput(),
            "until_on": DateInput(),
            "summary": forms.Textarea({"rows": 3}),
        }
        self.fields |= fields_for_model(Topic, TOPIC_FACTS, widgets=days)
        self.fields["slug"].disabled = topic.amends_id is not None
        self.fields["picture"] = UploadField(
            label="题图",
            kinds=PICTURES,
            required=False,
            help_text="PNG或者JPG，横幅，不超过500 KB；作装饰用，图上不要放只有看图才知道的文字。",
        )
        if topic.picture:
            self.fields["drops_picture"] = forms.BooleanField(label="不再用现在的题图", required=False)

    def clean_picture(self) -> Any:
        """Refuse a picture that is too large for the first page."""
        picture = self.cleaned_data["picture"]
        if picture and picture.size > LARGEST:
            raise forms.ValidationError(f"题图有{picture.size // 1024} KB，请压缩到500 KB以内再传。")
        return picture

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given = self.cleaned_data
        until, since = given.get("until_on"), given.get("from_on")
        if until and since and until < since:
            self.add_error("until_on", "结束日期不能早于上线日期。")
        return given

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by the field names of a topic."""
        return {name: self.cleaned_data[name] for name in TOPIC_FACTS}

    @property
    def keeps_picture(self) -> bool:
        """Whether the present picture stays where no new one was chosen."""
        return not self.cleaned_data.get("drops_picture")


class SectionForm(forms.Form):
    """A section: its title, and how its items are found."""

    def __init__(self, data: Any, desk: Desk, *, section: TopicSection) -> None:
        super().__init__(data, initial=model_to_dict(section, SECTION))
        self.fields |= fields_for_model(TopicSection, SECTION)
        self.fields["column"] = ColumnField(desk, required=False)
        self.fields["column"].help_text = "内容选“某个栏目的最新信息”时填写。"
        self.fields["keyword"].help_text = "内容选“含有某个主题词的信息”时填写；名称里有这个词的也列入。"
        self.order_fields(SECTION)


class TakingDown(forms.Form):
    """Why a topic goes."""

    reason = forms.CharField(
        label="撤下原因",
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text="公众打开原网址时看到。",
    )


class Opinion(forms.Form):
    """What a reviewer says to a topic; `seen` is the submission that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="审核意见",
        required=False,
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text="退回的，写明原因和要怎样修改。",
    )
