"""Pages that are set from records: the request form, the course, the count of days, opinions, sendings."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.bodies.calendar import current_calendar
from gongkai.bundles.masking import Mask
from gongkai.casework import timing
from gongkai.casework.askers import co_applicants_of
from gongkai.casework.models import DisclosureRequest, Stage
from gongkai.casework.workflow import BY_APPLICANT
from gongkai.design.words import cn_date, cn_last, cn_weekday, due_words
from gongkai.letters.models import Letter


@dataclass(frozen=True)
class Sheet:
    """A table: its headings (none for a form of two columns), the width of each column, its rows."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def application(case: DisclosureRequest, mask: Mask) -> Sheet:
    """Return the request form as it was filed."""
    person = case.applicant
    shown = [
        ("申请编号", case.number),
        ("申请人类别", person.get_kind_display()),
        ("姓名或者名称", person.name),
        ("证件", f"{person.get_id_type_display()} {person.id_number}{person.org_code}".strip()),
        ("法定代表人", person.legal_representative),
        ("联系人、代理人", "，".join(each for each in (person.contact_name, person.agent_name) if each)),
        ("联系方式", "，".join(each for each in (person.phone, person.email) if each)),
        ("通信地址", f"{person.address} {person.postcode}".strip()),
        ("共同申请人", "、".join(each.name for each in co_applicants_of(case))),
        ("所需政府信息", case.matter),
        ("特征描述", case.description),
        ("文号等检索特征", case.doc_ref),
        ("申请方式", case.get_channel_display()),
        ("提交日期", cn_date(case.submitted_on)),
        ("收到日期", cn_date(case.received_on)),
        ("提供方式、获取途径", f"{case.get_supply_form_display()}，{case.get_delivery_display()}"),
        ("需要的帮助", "、".join(case.assistance_labels)),
    ]
    return Sheet((), (4, 13), _masked(shown, mask))


def course(case: DisclosureRequest, mask: Mask) -> Sheet:
    """Return what happened, oldest first, with who did it."""
    rows = []
    for event in case.events.select_related("by"):
        who = str(event.by) if event.by else "申请人" if event.step in BY_APPLICANT else "系统"
        rows.append((cn_date(event.on), event.step_label, event.get_to_state_display(), who, event.note))
    return Sheet(("日期", "步骤", "状态", "经办", "说明"), (5, 5, 4, 4, 9), _masked(rows, mask))


def calendar(case: DisclosureRequest) -> Sheet:
    """Return the count of the reply period day by day, with the names of holidays and what paused it."""
    clock = timing.clock_of(case)
    rows, number = [], 0
    for day in clock.count:
        number += day.counts
        rows.append(
            (cn_date(day.on), cn_weekday(day.on), str(number) if day.counts else "不计", day.why or "")
        )
    start, due = cn_date(clock.start), due_words(clock)
    note = f"自{start}的次日起计算，答复期限至{due}。" if clock.due_on else f"自{start}起，期限停止计算。"
    return Sheet(("日期", "星期", "第几个工作日", "说明"), (5, 3, 4, 8), tuple(rows), note)


def consultations(case: DisclosureRequest, mask: Mask) -> Sheet:
    """Return who was asked for an opinion, when, and what came back."""
    known = current_calendar()
    rows = [
        (
            f"{each.get_kind_display()}：{each.party}",
            cn_date(each.sent_on),
            cn_date(each.delivered_on),
            cn_last(each.due_on, known),
            f"{cn_date(each.answered_on)} {each.get_opinion_display()} {each.note}".strip() or "尚未答复",
        )
        for each in case.consultations.all()
    ]
    head = ("征求对象", "发函", "对方收到", "期限", "意见")
    return Sheet(head, (6, 4, 4, 4, 8), _masked(rows, mask))


def opinions(case: DisclosureRequest, mask: Mask) -> Sheet:
    """Return the opinions of those who reviewed the replies."""
    rows = [
        (
            f"第{review.draft_no}稿",
            Stage(review.stage).label,
            str(review.by),
            cn_date(review.on),
            f"{'通过' if review.passed else '退回'}　{review.opinion}".strip(),
        )
        for reply in case.replies.all()
        for review in reply.reviews.select_related("by")
    ]
    return Sheet(("稿次", "环节", "审核人", "日期", "意见"), (3, 5, 4, 5, 9), _masked(rows, mask))


def sendings(letters: Iterable[Letter], mask: Mask) -> Sheet:
    """Return how each letter went out and when it arrived."""
    rows = []
    for letter in letters:
        for sent in letter.dispatches.all():
            service = letter.services.filter(dispatch=sent).first()
            came = f"{cn_date(service.on)}{'送达' if service.arrived else '退回'}" if service else "未登记"
            who = service.receiver if service else ""
            how = f"{sent.get_method_display()} {sent.mail_no}".strip()
            rows.append((str(letter), cn_date(sent.on), how, came, who))
    return Sheet(("文书", "发出", "方式", "送达", "签收人"), (8, 5, 5, 6, 4), _masked(rows, mask))


def _masked(rows: Iterable[tuple[str, ...]], mask: Mask) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(mask(cell) for cell in row) for row in rows)
