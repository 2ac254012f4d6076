"""One row at a time: what it says in our terms, or everything that is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db.models import Field
from django.utils.timezone import make_aware

from gongkai.bodies.models import Body
from gongkai.publishing.html import clean_html, html_of_text, plain_text
from gongkai.publishing.incoming.headings import called
from gongkai.publishing.incoming.looked import Looked
from gongkai.publishing.incoming.rows import Row
from gongkai.publishing.models import Column, InformationItem, Mode, Validity
from gongkai.publishing.models.items import DocumentKind

LONGEST_TEXT = 2_000_000  # characters with their markup; more would hold up all other rows
SUMMARY = 120  # characters of the text that stand in for a summary that is missing
PLAIN = ("doc_no", "index_no", "issuing_body", "summary", "keywords", "genre", "old_url", "content_source")
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
BRACKETED_YEAR = re.compile(r"[\[【(（﹝〔]\s*(\d{4})\s*[\]】)）﹞〕]")
HTML = re.compile(r"<(?:p|div|br|table|span|h[1-6]|ul|ol|li|strong|b|a|img|font|center)\b", re.I)


class Fault(ValueError):
    """Something wrong with one row."""


@dataclass
class IncomingItem:
    """A row in our terms: the item as it will be live, without its index number if the row has none."""

    row: Row
    item: InformationItem
    files: list[Path] = field(default_factory=list)
    looked: Looked = field(default_factory=Looked)

    @property
    def is_held(self) -> bool:
        """Whether it comes over as a draft, because of what was found in it."""
        return self.looked.is_held


class RowReader:
    """Reads rows for one body; knows its columns and where the files lie."""

    def __init__(self, body: Body, folder: Path, today: date) -> None:
        self._body, self._folder, self._today = body, folder.resolve(), today
        self._columns = _columns_by_name(body)

    def read(self, row: Row) -> tuple[IncomingItem | None, list[str]]:
        """Return what the row says, or None and all its faults."""
        if row.fault:
            return None, [row.fault]
        item, faults = InformationItem(body=self._body, disclosure_mode=Mode.PUBLIC, live=True), []
        files: list[Path] = []
        for part in (self._words, self._choices, self._days, self._text, self._column):
            try:
                part(row, item)
            except Fault as fault:
                faults.append(str(fault))
        try:
            files = [self._file(given) for given in row.texts("attachments")]
        except Fault as fault:
            faults.append(str(fault))
        faults += self._missing(row, item, files) if not faults else []
        return (None, faults) if faults else (IncomingItem(row, item, files), [])

    def _missing(self, row: Row, item: InformationItem, files: list[Path]) -> list[str]:
        if not item.content and not files:
            return ["没有正文，也没有附件"]
        if item.published_on and item.published_on < item.formed_on:
            return [f"发布日期{item.published_on}早于成文日期{item.formed_on}"]
        if item.published_on and item.published_on > self._today:
            return [f"发布日期{item.published_on}在今天以后"]
        return []

    def _words(self, row: Row, item: InformationItem) -> None:
        item.source_id = _needed(row, "source_id")
        item.title = " ".join(_needed(row, "title").split())
        for name in PLAIN:
            setattr(item, name, row.text(name))
        item.index_no = item.index_no or None
        item.topic_class = row.text("topic")
        item.doc_no = BRACKETED_YEAR.sub(r"〔\1〕", item.doc_no)
        item.issuing_body = item.issuing_body or self._body.name
        for name in ("source_id", "title", "topic_class", *PLAIN):
            limit, label = _limit(name)
            if limit and len(getattr(item, name) or "") > limit:
                raise Fault(f"“{label}”超过{limit}字")

    def _choices(self, row: Row, item: InformationItem) -> None:
        item.validity = _chosen(row, "validity", Validity.choices, Validity.NONE)
        item.document_kind = _chosen(row, "document_kind", DocumentKind.choices, DocumentKind.OTHER)
        if _chosen(row, "disclosure_mode", Mode.choices, Mode.PUBLIC) != Mode.PUBLIC:
            raise Fault("公开属性不是“主动公开”，不导入公开平台")

    def _days(self, row: Row, item: InformationItem) -> None:
        item.formed_on = _day(row, "formed_on")
        item.published_on = item.updated_on = _day(row, "published_on")
        item.published_at = make_aware(datetime.combine(item.published_on, _time(row.text("published_on"))))
        item.effective_on = _day(row, "effective_on") if row.text("effective_on") else None
        item.ceased_on = _day(row, "ceased_on") if row.text("ceased_on") else None

    def _text(self, row: Row, item: InformationItem) -> None:
        text = row.text("body")
        if len(text) > LONGEST_TEXT:
            raise Fault(f"正文超过{LONGEST_TEXT // 10_000}万字，请拆开，或者作为附件导入")
        html = text if HTML.search(text) else html_of_text(text)
        item.content = clean_html(html, hosts=[self._body.host])
        item.plain_text = plain_text(item.content)
        item.summary = item.summary or item.plain_text[:SUMMARY].replace("\n", " ") or item.title[:SUMMARY]

    def _column(self, row: Row, item: InformationItem) -> None:
        name = _needed(row, "column")
        columns = self._columns.get(_plain_name(name), [])
        if len(columns) != 1:
            raise Fault(f"没有栏目“{name}”" if not columns else f"有几个栏目叫“{name}”，请写完整路径")
        item.column = columns[0]
        item.owner_unit_id = columns[0].owner_unit_id

    def _file(self, given: str) -> Path:
        """Return the file beside the imported one that a path or an old address means."""
        place = unquote(urlsplit(given).path) if "://" in given else given.replace("\\", "/")
        parts = [part for part in place.split("/") if part not in ("", ".")]
        for candidate in (self._folder.joinpath(*parts), self._folder.joinpath(*parts[-1:])):
            found = candidate.resolve()
            if found.is_file() and found.is_relative_to(self._folder):
                return found
        raise Fault(f"找不到附件“{given}”")


def _columns_by_name(body: Body) -> dict[str, list[Column]]:
    """Return columns by name, by slug, by the path of names and by the path of slugs."""
    found: dict[str, list[Column]] = defaultdict(list)
    columns = {column.pk: column for column in Column.objects.of(body).active()}
    for column in columns.values():
        names: list[str] = []
        above: Column | None = column
        while above:
            names.insert(0, above.name)
            above = columns.get(above.parent_id or 0)
        keys = {"/".join(names), column.name, column.slug, column.path.strip("/")}
        for key in keys:
            found[key].append(column)
    return found


def _plain_name(name: str) -> str:
    return "/".join(part.strip() for part in re.split(r"[/>＞／]", name) if part.strip())


def _needed(row: Row, name: str) -> str:
    if not (text := row.text(name)):
        raise Fault(f"缺少{called(name)}")
    return text


def _limit(name: str) -> tuple[int | None, str]:
    """Return how many characters a field takes, and what it is called."""
    column = InformationItem._meta.get_field(name)
    return (column.max_length, str(column.verbose_name)) if isinstance(column, Field) else (None, name)


def _chosen(row: Row, name: str, choices: Iterable[tuple[str, str]], default: str) -> str:
    text = row.text(name)
    for code, label in choices:
        if text in (code, label) and text:
            return code
    if text:
        raise Fault(f"{called(name)}不能是“{text}”，可以是{'、'.join(label for _, label in choices)}")
    return default


def _day(row: Row, name: str) -> date:
    text = _needed(row, name)
    found = DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text[:10])
    except ValueError:
        raise Fault(f"{called(name)}不是日期：{text[:30]}") from None


def _time(text: str) -> time:
    found = TIME.search(text)
    try:
        return time.fromisoformat(found[0].zfill(len(found[0]) + len(found[1]) % 2)) if found else time()
    except ValueError:
        return time()
