"""What the page of an item shows: facts in the catalogue's order, steps that make sense now."""

from datetime import date
from typing import Any

from gongkai.office.desk import Desk
from gongkai.office.forms.item_steps import SCREENS
from gongkai.office.items.check import panel_of
from gongkai.office.items.review import acts_of, is_review
from gongkai.promotion.suggestions import requests_behind
from gongkai.publishing.guards import steps_for
from gongkai.publishing.models import DocumentKind, InformationItem, ItemRelation, Mode, Validity
from gongkai.publishing.period import clock_of
from gongkai.publishing.snapshot import Snapshot
from gongkai.publishing.states import Ending
from gongkai.publishing.workflow import PUBLISHING
from gongkai.workflow import Option

# Steps that lead nowhere, or that few items ever need: offered below the others.
BESIDE = ("schedule", "set_expiry", "place", "expire", "replace", "redirect")
# Steps that are nobody's next one: their reasons would only be in the way.
SELDOM = (
    *("discard_draft", "stay_withdrawn", "note_annulled", "clear_annulled", "publish_urgently"),
    *Ending.values,
)
Row = tuple[str, object, bool]  # name, value, over the whole width


def facts_of(item: InformationItem, draft: Snapshot) -> list[Row]:
    """Return the rows of the metadata table for a draft or a version."""
    rows: list[Row] = [
        ("索引号", item.index_no or "发布时编制", False),
        ("栏目", "、".join([item.column.name, *_copies(item)]), False),
        ("文号", draft["doc_no"] or "无", False),
        ("发布机构", draft["issuing_body"], False),
        ("责任科室", item.owner_unit or "未定", False),
        ("起草人", item.author or "导入", False),
        ("生成日期", _day(draft["formed_on"]), False),
        ("公开期限", f"{_day(item.publish_due_on)}（{clock_of(item).words}）", False),
        *([("定时发布", _day(item.scheduled_on), False)] if item.scheduled_on else []),
        *([("公示期至", _day(item.expires_on), False)] if item.expires_on else []),
        ("公开属性", Mode(draft["disclosure_mode"]).label, False),
        ("文件类别", DocumentKind(draft["document_kind"]).label, False),
        ("有效性", Validity(draft["validity"]).label, False),
        ("施行日期", _day(draft["effective_on"]), False),
        ("主题词", draft["keywords"] or "无", False),
        ("体裁", draft["genre"] or "无", False),
        ("内容概述", draft["summary"] or "无", True),
    ]
    if draft["mode_reason"]:
        rows.append(("不主动公开的理由和依据", draft["mode_reason"], True))
    return rows


def _copies(item: InformationItem) -> list[str]:
    """Return the names of the columns that list the item besides its own."""
    return [placement.column.name for placement in item.placements.select_related("column")]


def _day(value: date | str | None) -> str:
    if not value:
        return "无"
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day.year}年{day.month}月{day.day}日"


def beside_form(item: InformationItem, draft: Snapshot) -> dict[str, Any]:
    """Return what stands beside the form of an item: its files, and what the check found."""
    return {"files": item.attachments.in_draft().beside_text(), "panel": panel_of(item, draft)}


def around(item: InformationItem, desk: Desk) -> dict[str, Any]:
    """Return what an item goes with: other items, and the requests it was made of."""
    relations = ItemRelation.objects.around(item)
    return {
        "relations": [relation.seen_from(item) for relation in relations],
        "requests": requests_behind(item, reader=desk.user),
    }


def steps_shown(item: InformationItem, desk: Desk) -> dict[str, Any]:
    """
    Return the steps for buttons: those open to the user, and those that are not yet, with the reason.

    Of the reviews and of the ways back only those of the present state are shown, as one button; letting
    pass only to whom it is open; looking at what is doubtful stands with what the check found.
    """
    options = {option.step.code: option for option in steps_for(item, desk.user, desk.today)}
    shown = [options[code] for code in SCREENS if not is_review(code) or code in _near_reviews(item)]
    shown = [option for option in shown if option.step.code != "override" or option.allowed]
    shown = [option for option in shown if option.step.code not in (*BESIDE, "acknowledge")]
    return {
        "beside": [options[code] for code in BESIDE if options[code].allowed],
        "allowed": [option for option in shown if option.allowed],
        "others": [option for option in shown if not option.allowed and _is_near(option, item)],
        "may_edit": options["save_draft"].allowed,
        "may_relate": options["relate"].allowed,
        "may_acknowledge": options["acknowledge"].allowed,
        "may_answer": options["answer_comment"].allowed,
        "may_comment": options["comment"].allowed,
    }


def _near_reviews(item: InformationItem) -> tuple[str, ...]:
    """Return the steps of the review that the item is in; the way back alone where all reviews are passed."""
    return acts_of(item) or ("return_approved",)


def _is_near(option: Option, item: InformationItem) -> bool:
    """Whether a step that is closed now belongs to what comes next, so that its reason is worth reading."""
    if option.step.code in SELDOM:
        return False
    if PUBLISHING.step(option.step.code).leads_from(item.state):
        return True
    return option.step.code in ("submit", "publish") and not item.live
