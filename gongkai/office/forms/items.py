"""What an information officer fills in: the item, its attachments, the list's filters."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import fields_for_model
from django_prose_editor.widgets import ProseEditorWidget

from gongkai.bodies.models import Unit
from gongkai.common.upload_fields import UploadField
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DateInput
from gongkai.publishing.models import Column, InformationItem, Mode
from gongkai.publishing.papers.pasted import is_from_word, read_pasted
from gongkai.publishing.pictures import for_office
from gongkai.publishing.proposing import Proposal
from gongkai.publishing.snapshot import Snapshot
from gongkai.publishing.states import State
from gongkai.rules.review_points import review_points

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Underline": True,
        "Strike": True,
        "Subscript": True,
        "Superscript": True,
        "Heading": {"levels": [2, 3, 4]},
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Blockquote": True,
        "Link": True,
        "Table": True,
        "TableRow": True,
        "TableHeader": True,
        "TableCell": True,
        "HardBreak": True,
        "HorizontalRule": True,
        "Image": True,
        "Fullscreen": True,
        "HTML": True,
    }
}
CONTENT = ("title", "doc_no", "summary", "content")
CATALOGUE = (
    *("column", "owner_unit", "issuing_body", "formed_on", "genre", "document_kind", "validity"),
    *("effective_on", "ceased_on", "topic_class", "keywords", "content_source"),
)
MODE = ("disclosure_mode", "ground", "mode_reason", "disclosure_scope")
DAYS = ("formed_on", "effective_on", "ceased_on")
Entry = tuple[forms.BoundField, list[Proposal]]  # a field, and what is proposed for it


class ItemForm(forms.Form):
    """An item with its catalogue metadata (条例第十二条); what is lawful is judged by the actions."""

    def __init__(
        self,
        data: Any,
        desk: Desk,
        draft: Snapshot | None = None,
        column: Column | None = None,
        title: str = "",
    ) -> None:
        first = draft or {
            "title": title,
            "column": column and column.pk,
            "issuing_body": desk.body.name,
            "formed_on": desk.today,
        }
        self.proposals: list[Proposal] = []
        super().__init__(data, initial={**first, "content": for_office(first.get("content") or "")})
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {name: DateInput() for name in DAYS}
        widgets |= {
            "summary": forms.Textarea({"rows": 2}),
            "mode_reason": forms.Textarea({"rows": 2}),
            "content": ProseEditorWidget(config=EDITOR, preset="configurable"),
        }
        self.fields |= fields_for_model(InformationItem, [*CONTENT, *CATALOGUE, *MODE], widgets=widgets)
        self.fields["ground"] = _ground()
        self.fields["column"] = ColumnField(desk)
        unit = self.fields["owner_unit"]
        unit.queryset = Unit.objects.filter(body=desk.body, is_active=True)  # type: ignore[attr-defined]
        unit.empty_label = "与栏目的维护科室相同"  # type: ignore[attr-defined]

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Return the fields beside the text, group by group, each with what is proposed for it."""
        return [(name, self._entries(names)) for name, names in (("目录信息", CATALOGUE), ("公开属性", MODE))]

    def texts(self) -> list[Entry]:
        """Return the fields of the text itself, each with what is proposed for it."""
        return self._entries(CONTENT)

    def _entries(self, names: Iterable[str]) -> list[Entry]:
        return [(self[name], [each for each in self.proposals if each.field == name]) for name in names]

    def clean_content(self) -> str:
        """Return the text; what was pasted from Word without the help of the editor loses what Word added."""
        given = str(self.cleaned_data["content"])
        return read_pasted(given).html if is_from_word(given) else given

    def clean(self) -> dict[str, Any]:
        """Put the article of the chosen ground into the reason, unless it names it already."""
        given = self.cleaned_data
        point = review_points().get(given.pop("ground", ""))
        if point and given.get("disclosure_mode") != Mode.PUBLIC:
            said = given.get("mode_reason", "")
            if point.basis not in said:
                given["mode_reason"] = f"{point.label}（{point.basis}）。{said}".strip()
        return given

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by the field names of the item; without a unit it is left as it is."""
        given = dict(self.cleaned_data)
        if given["owner_unit"] is None:
            del given["owner_unit"]
        return given


class ColumnField(forms.ModelChoiceField[Column]):
    """A column of the body, drawn as a tree by indentation."""

    def __init__(self, desk: Desk, **kwargs: Any) -> None:
        columns = Column.objects.of(desk.body).active()
        super().__init__(columns.order_by("path"), label="栏目", empty_label="请选择栏目", **kwargs)

    def label_from_instance(self, obj: Column) -> str:
        """Return the name, set in by its depth."""
        return "　" * obj.depth + obj.name


class TakeOver(forms.Form):
    """What is said to whoever had the form open."""

    note = forms.CharField(label="接手说明", required=False, max_length=200)


def _ground() -> forms.ChoiceField:
    choices = [(code, f"{point.label}（{point.basis}）") for code, point in review_points().items()]
    return forms.ChoiceField(
        label="不主动公开的情形",
        required=False,
        choices=[("", "请选择，或者在下面写明"), *choices],
        help_text="依申请公开、不予公开的选择，条款自动写入理由和依据。",
    )


class PaperForm(forms.Form):
    """A file whose text becomes the text of the item; old kinds are let in to be told what to do."""

    use_required_attribute = False  # it stands in the form of the item, which is saved without it as well

    paper_file = UploadField(
        label="读入文件",
        kinds={"docx", "xlsx", "pdf", "doc", "xls"},
        error_messages={"required": "请先选择文件。"},
        help_text="拖入或者选择Word（docx、doc）、Excel（xlsx）、PDF文件，文字、表格、图片成为正文。",
    )


class AttachmentForm(forms.Form):
    """A file for the item."""

    file = UploadField(label="附件")
    description = forms.CharField(
        label="附件说明",
        required=False,
        max_length=300,
        help_text="图片请写明图中的内容，看不见图的人听到的就是它；其他附件选填。",
    )


class ItemFilter(forms.Form):
    """Which items the list shows."""

    q = forms.CharField(
        label="名称、文号或者索引号",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices])
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任科室", required=False, empty_label="全部")
    late = forms.BooleanField(label="只看逾期未公开", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        self.fields["column"] = ColumnField(desk, required=False)
        self.fields["column"].empty_label = "全部"  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]

    def filtered(self, items: Any) -> Any:
        """Return the items that the filters let through; a filter that makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        if text := given.get("q"):
            items = items.filter(
                Q(title__icontains=text) | Q(doc_no__icontains=text) | Q(index_no__icontains=text)
            )
        if column := given.get("column"):
            items = items.in_column(column)
        if given.get("late"):
            items = items.late(self.desk.today)
        plain = {"state": given.get("state"), "owner_unit": given.get("unit")}
        return items.filter(**{name: value for name, value in plain.items() if value})
