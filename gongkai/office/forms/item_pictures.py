"""What stands in the place of each picture of an item's text, for those who do not see it."""

from typing import Any

from django import forms

from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.pictures import Picture, for_office, pictures_in
from gongkai.publishing.snapshot import current_draft, digest_of

LONGEST = 300
TOLD = "图中的内容；图上有文字的，把文字写出来"


class Descriptions(forms.Form):
    """For each picture its words, or that it is there for looks alone."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem) -> None:
        draft = current_draft(item)
        super().__init__(data, initial={"digest": digest_of(draft)})
        self.pictures = pictures_in(draft["content"])
        self.shown = pictures_in(for_office(draft["content"]))
        for number, picture in enumerate(self.pictures):
            self.fields[f"words_{number}"] = forms.CharField(
                label="替代文字",
                required=False,
                max_length=LONGEST,
                initial=picture.words,
                widget=forms.Textarea({"rows": 2}),
            )
            self.fields[f"decorative_{number}"] = forms.BooleanField(
                label="装饰性图片，不含信息", required=False, initial=picture.is_decorative
            )
        self.attachments = list(item.attachments.in_draft().beside_text())
        for file in self.attachments:
            self.fields[f"file_{file.pk}"] = forms.CharField(
                label="附件说明",
                required=False,
                max_length=LONGEST,
                initial=file.description,
                help_text=TOLD if file.is_picture else "选填：是什么材料、有什么内容",
                widget=forms.Textarea({"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse words for what is said to say nothing."""
        for number in range(len(self.pictures)):
            words = self.cleaned_data.get(f"words_{number}", "").strip()
            if words and self.cleaned_data.get(f"decorative_{number}"):
                self.add_error(f"words_{number}", "写了替代文字的，不要再勾选“装饰性图片”。")
        return self.cleaned_data

    @property
    def rows(self) -> list[tuple[int, Picture, forms.BoundField, forms.BoundField]]:
        """Each picture as the office sees it: its number in the text, two fields; without words first."""
        rows = [
            (number + 1, shown, self[f"words_{number}"], self[f"decorative_{number}"])
            for number, shown in enumerate(self.shown)
        ]
        return sorted(rows, key=lambda row: row[1].is_described)

    @property
    def attached(self) -> list[tuple[Attachment, forms.BoundField]]:
        """Each attachment with its field; pictures without words first, then pictures, then the others."""
        rows = [(file, self[f"file_{file.pk}"]) for file in self.attachments]
        return sorted(rows, key=lambda row: (not row[0].is_picture, bool(row[0].description)))

    @property
    def missing(self) -> int:
        """How many pictures, in the text or attached, have nothing in their place."""
        bare = sum(file.is_picture and not file.description for file in self.attachments)
        return sum(not picture.is_described for picture in self.pictures) + bare

    def given(self) -> list[Picture]:
        """Return all pictures in their order, as they were filled in."""
        return [
            Picture(
                picture.source,
                " ".join(self.cleaned_data[f"words_{number}"].split()),
                self.cleaned_data[f"decorative_{number}"],
            )
            for number, picture in enumerate(self.pictures)
        ]

    def given_files(self) -> dict[int, str]:
        """Return what describes the attachments, by their keys."""
        return {file.pk: " ".join(self.cleaned_data[f"file_{file.pk}"].split()) for file in self.attachments}
