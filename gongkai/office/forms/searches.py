"""检索情况: which days, and a synonym of the body."""

import re
from datetime import timedelta
from typing import Any

from django import forms

from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.search.models import SearchMiss, SearchMissQuerySet

USUAL = timedelta(days=29)  # days before today that are shown first
BETWEEN = re.compile(r"[、，,；;\n]+")
LONGEST = 20  # characters of one way to say it


class MissFilter(forms.Form):
    """The days whose searches are shown."""

    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        usual = {"since": (desk.today - USUAL).isoformat(), "until": desk.today.isoformat()}
        super().__init__({**usual, **{name: value for name, value in data.items() if value}})
        self.desk = desk

    def misses(self) -> SearchMissQuerySet:
        """Return the searches without result of these days; days that make no sense are the usual ones."""
        self.is_valid()
        today = self.desk.today
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        return SearchMiss.objects.of(self.desk.body).between(since or today - USUAL, until or today)


class SynonymForm(forms.Form):
    """A word and how else it is said."""

    word = forms.CharField(label="群众的说法", max_length=LONGEST, help_text="检索时用的词，例如“失业金”。")
    others = forms.CharField(
        label="也按这些说法检索",
        max_length=200,
        help_text="文件里的说法，几个说法用顿号隔开，例如“失业保险金”；几个词要同时出现的，中间空一格。",
    )

    def clean_others(self) -> list[str]:
        """Return the ways to say it one by one."""
        others = [other.strip() for other in BETWEEN.split(self.cleaned_data["others"]) if other.strip()]
        if any(len(other) > LONGEST for other in others):
            raise forms.ValidationError(f"每个说法不超过{LONGEST}个字。")
        return others
