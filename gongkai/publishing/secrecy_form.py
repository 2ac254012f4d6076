"""保密审查表: the form as it is read and printed, field by field, from the version and the opinions on it."""

from datetime import date

from gongkai.publishing.models import DocumentKind, ItemEvent, Mode, SecrecyReview
from gongkai.rules.review_chains import Stage
from gongkai.rules.review_points import review_points

Line = tuple[str, str]
NO_STAGE = "未设这一环节"


def lines_of(review: SecrecyReview) -> list[Line]:
    """Return the fields of the form in their usual order, each with what stands in it."""
    draft, event = review.version.snapshot, review.event
    mode = Mode(draft["disclosure_mode"])
    found = [review_points()[code].label for code in event.data.get("found", [])]
    return [
        ("信息名称", draft["title"]),
        ("文号", draft["doc_no"] or "无"),
        ("载体形式", review.get_carrier_display()),
        ("文件类别", DocumentKind(draft["document_kind"]).label),
        ("内容摘要", draft["summary"]),
        ("产生科室", str(review.item.owner_unit or "未定")),
        ("拟公开渠道", "、".join(draft["channels"]) or "政府网站"),
        ("公开范围", draft["disclosure_scope"]),
        ("拟公开时间", _day(review.planned_on) if review.planned_on else "审查通过后"),
        ("公开属性", mode.label),
        ("定密情况", review.classification),
        ("第三方权益", review.third_party),
        ("区分处理说明", review.severance),
        ("审查要点", f"逐项审查{len(event.data.get('checked', []))}项；发现：{'、'.join(found) or '无'}"),
        *_opinions(review),
        ("不予公开的理由和依据", event.data.get("reason") or draft["mode_reason"] or "无"),
        ("送审保密行政管理部门情况", review.referral),
        ("检测报告编号", review.check_number),
        ("内容和附件摘要值", review.version.digest),
        ("日期", _day(event.on)),
    ]


def _opinions(review: SecrecyReview) -> list[Line]:
    """Return the opinions of the round in which the form was filled in."""
    events = review.item.events.select_related("by").order_by("pk")
    submitted = events.filter(step="submit", pk__lt=review.event_id).last()
    following = events.filter(step="submit", pk__gt=review.event_id).first()
    given = events.filter(step__startswith="approve_", pk__gt=submitted.pk if submitted else 0)
    if following:
        given = given.filter(pk__lt=following.pk)
    by_stage = {event.step.removeprefix("approve_"): event for event in given}
    by_stage[Stage.SECRECY] = review.event
    return [
        ("承办人意见", _said(submitted, "送审")),
        ("科室负责人意见", _said(by_stage.get(Stage.UNIT))),
        *(
            (f"{stage.label}意见", _said(by_stage[stage]))
            for stage in (Stage.OFFICE, Stage.LEGAL)
            if stage in by_stage
        ),
        ("保密审查人意见", _said(review.event)),
        ("分管（主要）领导意见", _said(by_stage.get(Stage.LEADER))),
    ]


def _said(event: ItemEvent | None, usual: str = "同意") -> str:
    if event is None:
        return NO_STAGE
    return f"{event.opinion or usual}（{event.by or '系统'}，{_day(event.on)}）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
