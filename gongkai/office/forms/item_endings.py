"""How an item leaves the public site, and how a penalty that was annulled is noted: what each act asks."""

from typing import Any

from django import forms

from gongkai.office.forms.dates import DateInput
from gongkai.office.forms.item_step import StepForm, words
from gongkai.publishing.models import InformationItem


class Withdrawal(StepForm):
    """Why the item goes, and whether a penalty decision was annulled."""

    reason = forms.CharField(
        label="撤回原因", max_length=300, widget=words(), help_text="撤回后在原网址向公众说明。"
    )
    annulled_on = forms.DateField(
        label="行政处罚决定被撤销、变更的日期",
        required=False,
        widget=DateInput,
        help_text="属于行政处罚决定的填写；应当在三个工作日内撤回（行政处罚法第四十八条）。",
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        self.fields["annulled_on"].initial = item.annulled_on


class LastDay(StepForm):
    """Until when the item is public."""

    expires_on = forms.DateField(
        label="公示期的最后一天",
        required=False,
        widget=DateInput,
        help_text="第二天自动撤下，原网址说明公示期已满；不填为长期公开。",
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        self.fields["expires_on"].initial = item.expires_on


class Expiry(StepForm):
    """Why the time is over."""

    reason = forms.CharField(
        label="说明",
        max_length=300,
        widget=words(2),
        initial="公示期满，没有收到异议。",
        help_text="在原网址向公众说明，例如公示期的起止日期和异议处理结果。",
    )


class Replacement(StepForm):
    """Which item takes the place."""

    by_item = forms.CharField(
        label="替代它的信息的索引号或者文号", max_length=60, help_text="必须是本机关已经公开的另一条信息。"
    )
    reason = forms.CharField(label="替代原因", max_length=300, widget=words(2))

    def clean_by_item(self) -> InformationItem:
        """Find the other item in the same body, by number."""
        number = self.cleaned_data["by_item"].strip()
        known = InformationItem.objects.of(self.item.body).live()
        found = known.filter(index_no=number).first() or known.filter(doc_no=number).order_by("-pk").first()
        if found is None:
            raise forms.ValidationError("没有找到这个索引号或者文号的已公开信息，请核对后重新填写。")
        return found


class Redirection(StepForm):
    """Where the information is kept from now on."""

    new_place = forms.CharField(
        label="新网址",
        max_length=500,
        widget=forms.TextInput({"inputmode": "url"}),
        help_text="例如 https://www.example.gov.cn/policy/1.html；本站的网页可以从“/”写起。",
    )
    reason = forms.CharField(label="转移原因", max_length=300, widget=words(2))


class Annulment(StepForm):
    """When and by what a penalty decision was changed or annulled."""

    annulled_on = forms.DateField(
        label="变更、撤销、确认违法或者无效的日期",
        widget=DateInput,
        help_text="从这一天起三个工作日内应当撤回公开并说明理由（行政处罚法第四十八条、第八十五条）。",
    )
    reason = forms.CharField(
        label="依据",
        max_length=300,
        widget=words(2),
        help_text="行政复议决定书、判决书或者本机关决定的名称和文号。",
    )


class AnnulmentByMistake(StepForm):
    """Why the note was wrong."""

    reason = forms.CharField(label="取消的原因", max_length=300, widget=words(2))
