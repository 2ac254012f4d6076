"""The demo's items that left the public site, went out before their review, or carry a reviewer's comment."""

from datetime import date, timedelta

from gongkai.bodies.calendar import current_calendar
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.items import publish
from gongkai.cli.demo.words import YEAR, Draft
from gongkai.publishing import actions
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.review_points import review_points

Columns = dict[tuple[str, str], Column]
MOVED_TO = "https://www.mingjiang.example/jobs/"
# What the notices of this module say, by their titles.
TOLD = {
    "明江市就业见习补贴拟发放名单公示": (
        "经见习单位申请和县（区）审核，拟向12家见习单位发放2025年上半年就业见习补贴，现予公示。",
        "公示期5个工作日。有异议的，请在公示期内书面反映。",
    ),
    "关于调整社保经办窗口服务时间的公告": (
        "自2025年7月7日起，市政务服务中心社保经办窗口周六上午9:00—11:00延时服务。",
        "办理业务请携带社会保障卡；网上服务大厅全天可以办理。",
    ),
    "关于调整社保经办窗口服务时间的公告（更正）": (
        "自2025年7月7日起，市政务服务中心社保经办窗口周六上午9:00—12:00延时服务。",
        "7月1日的公告把结束时间误写为11:00，以本公告为准。",
    ),
    "公共就业服务网使用说明": (
        "公共就业服务网提供岗位查询、求职登记、培训报名和补贴申领。",
        "首次使用请用社会保障卡号注册，单位用户凭统一社会信用代码注册。",
    ),
    "台风红色预警期间社保经办大厅暂停服务的紧急公告": (
        "受台风影响，市气象台已发布台风红色预警，8月20日13:00起社保经办大厅暂停服务，预警解除后恢复。",
        "急需办理的，请使用网上服务大厅；待遇发放不受影响。",
    ),
    "关于网传“养老金重新认证收费”不实信息的说明": (
        "近日网上流传“养老金需要重新认证、每人收费50元”，经核实为不实信息。",
        "领取养老金资格认证通过数据比对完成，不收取任何费用，不需要点击短信链接。请勿转发，谨防诈骗。",
    ),
    "关于开展技能提升补贴申领的通知": (
        "2026年度技能提升补贴开始申领，请符合条件的职工按时办理。",
        "参加失业保险满1年，取得职业资格证书或者技能等级证书未满12个月的，可以在网上服务大厅申领。",
    ),
}


def end_some(cast: Cast, columns: Columns) -> None:
    """Let a notice expire, a notice be replaced by its correction, and a page move, in the demo's year."""
    leader = cast.people["leader"]
    notice = _tell(cast, columns, "明江市就业见习补贴拟发放名单公示", day=date(YEAR, 6, 3), genre="公示")
    actions.set_expiry(notice, expires_on=date(YEAR, 6, 11), by=leader, on=date(YEAR, 6, 5))
    reason = "公示期自6月5日至6月11日，没有收到异议，拟发放名单已经报批。"
    actions.expire_item(notice, reason=reason, by=None, on=date(YEAR, 6, 12))
    wrong = _tell(cast, columns, "关于调整社保经办窗口服务时间的公告", day=date(YEAR, 7, 1))
    right = _tell(cast, columns, "关于调整社保经办窗口服务时间的公告（更正）", day=date(YEAR, 7, 8))
    actions.replace_item(
        wrong, by_item=right, reason="周六服务时间有误，已经更正。", by=leader, on=date(YEAR, 7, 10)
    )
    old = _tell(cast, columns, "公共就业服务网使用说明", day=date(YEAR, 8, 4))
    reason = "使用说明改由公共就业服务网维护。"
    actions.redirect_item(old, new_place=MOVED_TO, reason=reason, by=leader, on=date(YEAR, 9, 1))


def publish_before_review(cast: Cast, columns: Columns, today: date) -> None:
    """Publish two items before their review: one that was reviewed since, one that still waits."""
    head, secrecy = cast.people["officehead"], cast.people["secrecy"]
    on = date(YEAR, 8, 20)
    storm = _draft(cast, columns, "台风红色预警期间社保经办大厅暂停服务的紧急公告", on)
    reason = "台风红色预警已经发布，不立即告知会使群众白跑，来不及逐级审核。"
    actions.publish_urgently(storm, reason=reason, by=head, on=on)
    reviewed_on = current_calendar().add_working_days(on, 1).on
    actions.pass_afterwards(storm, checked=list(review_points()), by=secrecy, on=reviewed_on)
    rumour = _draft(cast, columns, "关于网传“养老金重新认证收费”不实信息的说明", today)
    reason = "不实信息正在群众中传播，需要立即澄清（条例第六条）。"
    actions.publish_urgently(rumour, reason=reason, by=head, on=today)


def comment(cast: Cast, columns: Columns, today: date) -> None:
    """Leave an item in review with a comment that its author has yet to answer."""
    item = _draft(cast, columns, "关于开展技能提升补贴申领的通知", today)
    item = actions.submit_item(item, by=cast.people["editor"], on=today)
    actions.comment_on(
        item,
        paragraph=1,
        quote="按时办理",
        text="请写明截止日期和办理地点。",
        by=cast.people["unithead"],
        on=today,
    )


def note_annulled(cast: Cast, today: date) -> None:
    """Note that a public penalty was annulled on appeal, so that its three working days run."""
    penalties = InformationItem.objects.live().of(cast.city).filter(title__contains="行政处罚决定公示")
    penalty = penalties.order_by("-published_on", "-pk").first()
    if penalty:
        actions.note_annulled(
            penalty,
            annulled_on=today,
            reason="明江市人民政府行政复议决定书（明府复〔2026〕5号）撤销原处罚决定。",
            by=cast.people["officehead"],
            on=today,
        )


def _words(title: str, day: date, genre: str) -> Draft:
    return Draft(
        column="notices",
        unit="employment",
        genre=genre,
        formed_on=day,
        title=title,
        summary=TOLD[title][0],
        content="".join(f"<p>{said}</p>" for said in (*TOLD[title], "咨询电话：0999-8200021。")),
    )


def _tell(cast: Cast, columns: Columns, title: str, *, day: date, genre: str = "公告") -> InformationItem:
    return publish(
        cast, cast.city, columns, _words(title, day, genre), delay=2, until=day + timedelta(days=2)
    )


def _draft(cast: Cast, columns: Columns, title: str, day: date) -> InformationItem:
    words = _words(title, day, "公告")
    return actions.create_item(
        columns["mingjiang", words.column],
        title=words.title,
        summary=words.summary,
        content=words.content,
        genre=words.genre,
        formed_on=day,
        owner_unit=cast.unit(words.unit),
        by=cast.people["editor"],
        on=day,
    )
