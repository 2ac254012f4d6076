"""保密审查表: what the reviewer wrote is kept with the version that was read, and reads as the form does."""

from datetime import date

import pytest

from gongkai.office.items.secrecy_sheet import sheet_pdf
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem, SecrecyFacts, SecrecyReview
from gongkai.publishing.secrecy_form import NO_STAGE, lines_of
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
FACTS = SecrecyFacts(
    carrier="official",
    planned_on=date(2026, 2, 16),
    classification="摘自非涉密文件",
    third_party="涉及个人信息，已经遮盖",
    severance="附件二不公开",
    referral="未送审",
)
ORDER = (
    *(
        "信息名称",
        "文号",
        "载体形式",
        "文件类别",
        "内容摘要",
        "产生科室",
        "拟公开渠道",
        "公开范围",
        "拟公开时间",
    ),
    *("公开属性", "定密情况", "第三方权益", "区分处理说明", "审查要点", "承办人意见", "科室负责人意见"),
    *("保密审查人意见", "分管（主要）领导意见", "不予公开的理由和依据", "送审保密行政管理部门情况"),
    *("检测报告编号", "内容和附件摘要值", "日期"),
)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def form_of(item: InformationItem) -> SecrecyReview:
    return item.secrecy_reviews.get()


def test_the_form_has_every_field_in_its_order(staff: Staff) -> None:
    item = staff.pass_secrecy(staff.at_secrecy(), facts=FACTS)

    assert tuple(name for name, _ in lines_of(form_of(item))) == ORDER


def test_what_was_filled_in_stands_in_it(staff: Staff) -> None:
    item = staff.pass_secrecy(staff.at_secrecy(), facts=FACTS, opinion="可以公开")

    lines = dict(lines_of(form_of(item)))
    assert lines["载体形式"] == "公文"
    assert lines["拟公开时间"] == "2026年2月16日"
    assert lines["第三方权益"] == "涉及个人信息，已经遮盖"
    assert lines["承办人意见"] == "送审（李经办，2026年2月12日）"
    assert lines["科室负责人意见"] == "同意公开（张科长，2026年2月12日）"
    assert lines["保密审查人意见"] == "可以公开（赵审查，2026年2月12日）"
    assert lines["分管（主要）领导意见"] == NO_STAGE
    assert lines["检测报告编号"] == form_of(item).check_number != "无"


def test_the_leader_who_signs_later_stands_in_it_too(staff: Staff) -> None:
    item = staff.approved(document_kind="rule", doc_no="令第5号", validity="in_force")

    assert "陈局长" in dict(lines_of(form_of(item)))["分管（主要）领导意见"]


def test_the_form_stays_with_the_version_that_was_read(staff: Staff) -> None:
    item = staff.approved(title="旧标题")
    first = form_of(item)
    item = actions.save_draft(item, title="新标题", by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))

    lines = dict(lines_of(first))
    assert (lines["信息名称"], lines["内容和附件摘要值"]) == ("旧标题", first.version.digest)
    assert item.secrecy_reviews.count() == 2
    assert lines["科室负责人意见"].startswith("同意公开")


def test_a_review_afterwards_leaves_its_form(staff: Staff) -> None:
    from gongkai.rules.review_points import review_points

    item = actions.publish_urgently(staff.draft(), reason="辟谣", by=staff.leader, on=TODAY)
    actions.pass_afterwards(item, checked=list(review_points()), by=staff.reviewer, on=TODAY)

    lines = dict(lines_of(form_of(item)))
    assert lines["科室负责人意见"] == NO_STAGE
    assert lines["保密审查人意见"].startswith("经补审，可以公开")


def test_it_is_printed_as_the_same_pdf_every_time(staff: Staff) -> None:
    review = form_of(staff.approved())

    made = sheet_pdf(review)

    assert made.startswith(b"%PDF")
    assert made == sheet_pdf(review)
