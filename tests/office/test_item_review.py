"""The screens of reviews: one page to read and decide on, comments in the text, forms, and what is gone."""

from datetime import date

import pytest
from django.test import Client

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import User
from gongkai.publishing import actions
from gongkai.publishing.models import Comment, InformationItem, ReviewPolicy
from gongkai.publishing.states import State
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(user: User, path: str) -> str:
    answer = browser(user).get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def submitted(staff: Staff) -> InformationItem:
    return actions.submit_item(staff.draft(content="<p>请按时办理。</p>"), by=staff.writer, on=TODAY)


def review(item: InformationItem) -> str:
    return f"/office/items/{item.pk}/review/"


def test_a_reviewer_reads_and_passes_on_one_page(staff: Staff) -> None:
    item = submitted(staff)

    page = words(staff.head, review(item))
    browser(staff.head).post(review(item), {"act": "approve_unit", "opinion": ""})

    item.refresh_from_db()
    assert all(part in page for part in ("请按时办理", "附件", "发布前检查", "审核链", "科室审核退回"))
    assert item.state == State.SECRECY_REVIEW
    assert item.events.get(step="approve_unit").opinion == "同意公开"


def test_the_address_of_the_step_leads_to_the_review(staff: Staff) -> None:
    item = submitted(staff)

    answer = browser(staff.head).get(f"/office/items/{item.pk}/steps/approve_unit/")

    assert answer["Location"] == review(item)


def test_a_return_without_a_reason_keeps_what_was_filled_in(staff: Staff) -> None:
    item = staff.at_secrecy()

    answer = browser(staff.reviewer).post(
        review(item), {"act": "return_secrecy", "opinion": "", "third_party": "涉及某某，已经同意"}
    )

    page = answer.content.decode()
    assert "涉及某某，已经同意" in page
    assert 'role="alert"' in page
    item.refresh_from_db()
    assert item.state == State.SECRECY_REVIEW


def test_the_form_of_the_secrecy_review_is_filled_in_and_read_again(staff: Staff) -> None:
    item = staff.at_secrecy()
    data = {
        "act": "approve_secrecy",
        "checked": list(review_points()),
        "carrier": "official",
        "planned_on": "2026-02-16",
        "classification": "摘自非涉密文件",
        "third_party": "不涉及",
        "severance": "不需要",
        "referral": "未送审",
        "disclosure_mode": "public",
        "reason": "",
        "opinion": "",
    }

    browser(staff.reviewer).post(review(item), data)

    form = item.secrecy_reviews.get()
    assert "摘自非涉密文件" in words(staff.reviewer, f"/office/items/secrecy/{form.pk}/")
    assert item.title in words(staff.reviewer, f"/office/items/secrecy/?year={form.event.on.year}")
    pdf = browser(staff.reviewer).get(f"/office/items/secrecy/{form.pk}/form.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_whoever_wrote_it_is_told_why_not(staff: Staff) -> None:
    assign_role(staff.writer, unit=staff.unit, role=Role.UNIT_HEAD, on=date(2020, 1, 1))

    page = words(staff.writer, review(submitted(staff)))

    assert "自己起草或修改的内容应由他人审核" in page
    assert 'value="approve_unit"' not in page


def test_a_comment_is_made_answered_and_settled(staff: Staff) -> None:
    item = submitted(staff)
    browser(staff.head).post(
        f"/office/items/{item.pk}/comments/", {"paragraph": "1", "quote": "按时", "text": "写明日期"}
    )
    comment = Comment.objects.get()
    assert "写明日期" in words(staff.writer, f"/office/items/{item.pk}/")

    browser(staff.writer).post(
        f"/office/items/{item.pk}/comments/{comment.pk}/", {"text": "已写明", "settles": "on"}
    )

    assert not Comment.objects.open().exists()
    assert "已写明" in words(staff.head, review(item))


def test_a_passage_that_is_not_there_keeps_the_form(staff: Staff) -> None:
    item = submitted(staff)

    answer = browser(staff.head).post(
        f"/office/items/{item.pk}/comments/", {"paragraph": "1", "quote": "没有的话", "text": "写明日期"}
    )

    assert "引文不在所选的段落中" in answer.content.decode()
    assert "写明日期" in answer.content.decode()


def test_what_went_out_before_its_review_is_listed_and_reviewed(staff: Staff) -> None:
    item = actions.publish_urgently(submitted(staff), reason="台风红色预警", by=staff.leader, on=TODAY)
    assert "台风红色预警" in words(staff.reviewer, "/office/items/emergencies/")
    assert "应急发布" in words(staff.reviewer, review(item))

    browser(staff.reviewer).post(review(item), {"act": "stop_afterwards", "opinion": "涉及个人隐私"})

    item.refresh_from_db()
    assert (item.live, item.withdrawal_reason) == (False, "涉及个人隐私")


@pytest.mark.parametrize("code", ["withdraw", "expire", "replace", "redirect"])
def test_each_way_off_the_site_has_its_screen_and_is_told_afterwards(staff: Staff, code: str) -> None:
    item, other = staff.published(title="原信息"), staff.published(title="新信息")
    typed = {
        "reason": "更正附表",
        "by_item": other.index_no or "",
        "new_place": "https://www.example.gov.cn/",
    }

    answer = browser(staff.leader).post(f"/office/items/{item.pk}/steps/{code}/", typed)

    assert answer.status_code == 302
    page = words(staff.leader, f"/office/items/{item.pk}/")
    item.refresh_from_db()
    assert item.get_ending_display() in page
    assert "更正附表" in page


def test_an_annulled_penalty_is_noted_and_its_last_day_shown(staff: Staff) -> None:
    item = staff.published(title="行政处罚决定公示")

    browser(staff.writer).post(
        f"/office/items/{item.pk}/steps/note_annulled/", {"annulled_on": "2026-02-12", "reason": "复议撤销"}
    )

    assert "最迟2026年2月" in words(staff.writer, f"/office/items/{item.pk}/")


def test_an_administrator_chooses_the_reviews(staff: Staff) -> None:
    administrator = make_user(role=Role.ADMINISTRATOR, body=staff.body)
    chosen = {
        f"chain_{code}": ["unit", "office", "secrecy"] for code in ("document", "report", "notice", "other")
    }

    answer = browser(administrator).post("/office/bodies/reviews/", {**chosen, "emergency_days": "2"})

    assert answer.status_code == 302
    policy = ReviewPolicy.objects.for_body(staff.body)
    assert (policy.chains["other"], policy.emergency_days) == (["unit", "office", "secrecy"], 2)
    assert "公开办审核" in words(administrator, "/office/bodies/changes/")


def test_a_chain_without_the_secrecy_review_is_refused_where_it_stands(staff: Staff) -> None:
    administrator = make_user(role=Role.ADMINISTRATOR, body=staff.body)
    chosen = {f"chain_{code}": ["unit", "leader"] for code in ("document", "report", "notice", "other")}

    answer = browser(administrator).post("/office/bodies/reviews/", chosen)

    assert "审核链必须有保密审查" in answer.content.decode()
