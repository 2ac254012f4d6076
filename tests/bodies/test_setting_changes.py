"""设置变更记录: who set what otherwise, with the old and the new value."""

import pytest
from django.core.exceptions import ValidationError

from gongkai.bodies.actions import change_body
from gongkai.bodies.models import SettingChange
from gongkai.casework.actions import set_policy
from gongkai.publishing.actions import change_column, set_not_applicable
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_user, staff_of
from tests.office.conftest import LogIn, log_in, words

pytestmark = pytest.mark.django_db
__all__ = ["log_in"]


def rows() -> list[tuple[str, list[list[str]], object]]:
    return list(SettingChange.objects.order_by("pk").values_list("what", "changes", "by"))


def test_a_change_of_the_body_keeps_the_old_value_and_the_new() -> None:
    body = make_body(phone="0515-1")
    by = make_user(role=Role.ADMINISTRATOR, body=body)

    change_body(body, by=by, phone="0515-2", fax=body.fax)

    assert rows() == [("机关信息", [["联系电话", "0515-1", "0515-2"]], by.pk)]


def test_a_rule_of_numbers_is_logged_as_people_write_it() -> None:
    change_body(make_body(), request_no_template="{year}依申请{serial:03d}")

    changed = ["申请编号规则", "{年份}{顺序号:04d}", "{年份}依申请{顺序号:03d}"]
    assert rows() == [("机关信息", [changed], None)]


def test_what_is_saved_as_it_was_leaves_no_row() -> None:
    body = make_body(phone="0515-1")

    change_body(body, phone="0515-1")

    assert rows() == []


def test_a_choice_about_requests_is_logged_in_words() -> None:
    body = make_body()

    set_policy(body, reasons_pause=True, withholding_months=6, promotion_applicants=3)

    [(what, changes, by)] = rows()
    assert (what, by) == ("办理规程", None)
    assert [each[1:] for each in changes] == [["否", "是"], ["", "6"], ["2", "3"]]


def test_one_applicant_is_not_several() -> None:
    with pytest.raises(ValidationError):
        set_policy(make_body(), promotion_applicants=1)

    assert rows() == []


def test_a_column_and_its_note_are_logged() -> None:
    column = make_column(body=make_body(), name="财政预算")
    by = staff_of(column.body).office_head

    set_not_applicable(change_column(column, by=by, description="部门预算"), note="本机关没有", by=by)

    found = [(what, changes[0][2]) for what, changes, _ in rows()]
    assert found == [("栏目“财政预算”", "部门预算"), ("栏目“财政预算”", "本机关没有")]


def test_the_settings_page_asks_for_the_interval_and_the_log_shows_who_changed_it(log_in: LogIn) -> None:
    body = make_body()
    browser = log_in(make_user(role=Role.ADMINISTRATOR, body=body, full_name="管理员甲"))
    form = browser.get("/office/bodies/").context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, False)}

    browser.post("/office/bodies/", {**typed, "withholding_months": "9"})

    page = words(browser.get("/office/bodies/changes/"))
    assert "管理员甲" in page
    assert "不予公开信息评估间隔（月）：（空） → 9" in page
