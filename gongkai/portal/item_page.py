"""What stands on an item's page besides its content: the head table, the trail, the chain of relations."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import make_aware

from gongkai.design.words import cn_date, doc_no
from gongkai.documents.models import NormativeDocument
from gongkai.portal.handing_out import FileLink, link_to
from gongkai.portal.related import related_to
from gongkai.promotion.models import Promotion
from gongkai.publishing.models import Column, InformationItem, ItemRelation, Validity

Row = tuple[str, str, bool]  # name, value, whether it needs the whole width
DISCLOSURE = "政府信息公开"
# Steps that everybody may know of, as the page of an item tells them.
VALIDITY_STEPS = ("change_validity", "follow_document")
SHOWN_STEPS = {"publish": "更新", "withdraw": "撤回", "expire": "期满撤下"}
SHOWN_STEPS |= dict.fromkeys(VALIDITY_STEPS, "")
VALIDITY_WORDS = {str(value): str(label) for value, label in Validity.choices}
TABLE = re.compile(r"<table\b")
PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"')
BEGINNING = 120  # characters of a text that has no summary
SCROLLED = '<div class="gk-scroll" tabindex="0" role="group" aria-label="表格"><table'


@dataclass(frozen=True)
class Link:
    """One link of the chain: what it is to the item shown, and where; the item itself has no address."""

    what: str
    title: str
    on: date
    address: str
    key: int


def told_of(item: InformationItem) -> dict[str, Any]:
    """Return everything that the template of the page needs besides the item, its addresses left out."""
    chain = chain_of(item)
    return {
        "report": getattr(item, "annual_report", None),
        "rows": head_table(item),
        "content": content_of(item),
        "files": files_of(item),
        "chain": chain,
        "history": history_of(item),
        "related": related_to(item, besides={link.key for link in chain}),
        "trail": trail_of(item),
        "description": description_of(item),
    }


def files_of(item: InformationItem) -> list[FileLink]:
    """Return the public files of an item in their order; one query."""
    return [
        link_to(each, reverse("portal:attachment", args=[item.pk, each.pk, each.name]))
        for each in item.attachments.filter(live=True).beside_text()
    ]


def content_of(item: InformationItem) -> SafeString:
    """Return the content, which was cleaned when it was written, with tables that a keyboard can scroll."""
    framed = TABLE.sub(SCROLLED, item.content).replace("</table>", "</table></div>")
    return SafeString(framed)


def head_table(item: InformationItem) -> list[Row]:
    """Return the metadata of the catalogue (条例第十二条) in its usual order, without empty optional rows."""
    rows = [
        ("索引号", item.index_no or "", False),
        ("主题分类", item.topic_class, False),
        ("发布机构", item.issuing_body, False),
        ("文号", doc_no(item.doc_no), False),
        ("生成日期", cn_date(item.formed_on), False),
        ("发布日期", cn_date(item.published_on), False),
        ("施行日期", cn_date(item.effective_on), False),
        ("有效期至", _valid_until(item), False),
        ("失效日期" if item.validity == Validity.LAPSED else "废止日期", cn_date(item.ceased_on), False),
        ("有效性", item.get_validity_display() if item.validity else "", False),
        ("体裁分类", item.genre, False),
        ("信息来源", item.content_source, False),
        ("主题词", item.keywords, False),
    ]
    kept = [row for row in rows if row[1]]
    if len(kept) % 2:
        kept[-1] = (*kept[-1][:2], True)
    wide = [("内容概述", item.summary), ("公开来源", _origin(item))]
    return [*kept, *((name, value, True) for name, value in wide if value)]


def _valid_until(item: InformationItem) -> str:
    """Say until when a normative document holds, where that is known; nothing of what has ended."""
    if not item.is_normative or item.ceased_on:
        return ""
    return cn_date(NormativeDocument.objects.filter(item=item).values_list("valid_until", flat=True).first())


def _origin(item: InformationItem) -> str:
    """Say that an item was first disclosed on request, and since when to everybody; not who asked."""
    if not Promotion.objects.filter(item=item).exists():
        return ""
    return f"由依申请公开转为主动公开（条例第四十四条），{cn_date(item.published_on)}"


def shown_at(item: InformationItem) -> datetime:
    """Return since when the item has been as it is shown."""
    first = item.published_at or make_aware(datetime.combine(item.published_on or item.formed_on, time()))
    if item.updated_on and item.updated_on > first.date():
        return make_aware(datetime.combine(item.updated_on, time()))
    return first


def description_of(item: InformationItem) -> str:
    """Return what the item is about (the tag Description): its summary, else how its text begins."""
    return item.summary or item.plain_text[:BEGINNING].replace("\n", " ")


def picture_of(item: InformationItem) -> str:
    """Return the address of the first picture of the text (the tag Image), or nothing."""
    found = PICTURE.search(item.content)
    return unescape(found[1]) if found else ""


def history_of(item: InformationItem) -> list[tuple[date, str]]:
    """Return when the item was published, changed and published again, oldest first; empty if only once."""
    if item.published_on is None or item.updated_on == item.published_on:
        return []
    shown = [(item.published_on, "首次发布")]
    for event in item.events.filter(step__in=SHOWN_STEPS).order_by("pk"):
        if event.step in VALIDITY_STEPS:
            shown.append((event.on, f"有效性改为“{VALIDITY_WORDS.get(event.value('to'), '不适用')}”"))
        elif event.step != "publish" or event.on != item.published_on:
            shown.append((event.on, SHOWN_STEPS[event.step]))
    return shown if len(shown) > 1 else []


def trail_of(item: InformationItem) -> list[tuple[str, str]]:
    """Return words and addresses of the columns above an item; one query."""
    own = item.column.kind == Column.Kind.OWN
    start = ("新闻公告", reverse("portal:news")) if own else (DISCLOSURE, reverse("portal:disclosure"))
    above = Column.objects.above(item.column)
    return [start, *((column.name, reverse("portal:column", args=[column.slug])) for column in above)]


def chain_of(item: InformationItem) -> list[Link]:
    """Return the item among what interprets, amends and repeals it, oldest first; empty if alone."""
    relations = ItemRelation.objects.around(item).both_live()
    seen = [relation.seen_from(item) for relation in relations]
    if not seen:
        return []
    links = [
        Link(what, other.title, other.formed_on, reverse("portal:item", args=[other.pk]), other.pk)
        for what, other in seen
    ]
    here = Link("本文", item.title, item.formed_on, "", item.pk)
    return sorted([here, *links], key=lambda link: link.on)
