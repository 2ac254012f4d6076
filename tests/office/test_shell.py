"""办公端的门和菜单: a role opens the office and its sections; one may work for several bodies."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from gongkai.bodies.actions import assign_role, end_assignment
from gongkai.bodies.models import Body
from gongkai.rules.roles import Role
from tests.factories import PASSWORD, Staff, make_body, make_unit, make_user
from tests.office.conftest import LogIn, menu, words

pytestmark = pytest.mark.django_db
DISCLOSURE_OFFICE = (
    "/office/requests/",
    "/office/requests/new/",
    "/office/remedies/",
    "/office/figures/",
)


# --- the door -----------------------------------------------------------------------------------------------


def test_whoever_holds_a_role_today_comes_to_the_first_page_after_login(staff: Staff, client: Client) -> None:
    answer = client.post(
        "/accounts/login/", {"login": staff.registrar.username, "password": PASSWORD}, follow=True
    )

    assert answer.redirect_chain[-1][0] == "/office/today/"
    assert "海城市人力资源和社会保障局" in words(answer)


def test_a_wrong_password_is_refused_in_chinese_and_the_name_is_kept(staff: Staff, client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": staff.registrar.username, "password": "wrong"})

    assert "密码不正确" in answer.content.decode()
    assert staff.registrar.username in answer.content.decode()


def test_login_leads_back_to_the_page_that_was_asked_for(staff: Staff, client: Client) -> None:
    asked = client.get("/office/requests/")

    answer = client.post(asked["Location"], {"login": staff.leader.username, "password": PASSWORD})

    assert asked["Location"] == "/accounts/login/?next=/office/requests/"
    assert answer["Location"] == "/office/requests/"


def test_without_a_role_the_office_stays_closed(client: Client) -> None:
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/office/today/")["Location"].startswith("/accounts/login/")


def test_a_role_that_has_ended_opens_nothing(bureau: Body, log_in: LogIn) -> None:
    user = make_user()
    held = assign_role(user, unit=make_unit(body=bureau), role=Role.HANDLER, on=date(2025, 1, 2))
    end_assignment(held, on=localdate() - timedelta(days=1))

    assert log_in(user).get("/office/today/").status_code == 302


def test_nobody_signs_up_or_changes_an_address_by_mail(client: Client) -> None:
    gone = ("/accounts/signup/", "/accounts/email/")

    assert [client.get(address).status_code for address in gone] == [404, 404]


def test_wagtails_dashboard_and_account_page_lead_to_ours(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.handler)

    assert browser.get("/office/")["Location"] == "/office/today/"
    assert browser.get("/office/account/")["Location"] == "/office/me/"
    assert "承办科" in words(browser.get("/office/me/"))


@pytest.mark.parametrize("address", ["password/change/", "2fa/", "logout/", "reauthenticate/"])
def test_the_pages_of_the_account_are_in_our_look(staff: Staff, log_in: LogIn, address: str) -> None:
    answer = log_in(staff.handler).get(f"/accounts/{address}")

    assert answer.status_code == 200
    assert "office/entrance.css" in answer.content.decode()


# --- the menu -----------------------------------------------------------------------------------------------


def test_an_information_officer_sees_nothing_of_the_disclosure_office(bureau: Body, log_in: LogIn) -> None:
    officer = make_user(role=Role.INFORMATION_OFFICER, body=bureau)

    seen = menu(log_in(officer).get("/office/today/"))

    assert {"今日", "信息发布"} <= set(seen)
    assert not {"依申请公开", "复议诉讼", "数据"} & set(seen)


@pytest.mark.parametrize("address", DISCLOSURE_OFFICE)
def test_what_is_not_in_the_menu_cannot_be_opened(bureau: Body, log_in: LogIn, address: str) -> None:
    officer = make_user(role=Role.INFORMATION_OFFICER, body=bureau)

    answer = log_in(officer).get(address, follow=True)

    assert answer.redirect_chain[0][0] == "/office/"
    assert answer.redirect_chain[-1][0] == "/office/today/"


@pytest.mark.parametrize(
    ("role", "sees", "sees_not"),
    [
        (Role.REGISTRAR, {"依申请公开", "复议诉讼"}, {"数据", "信息发布"}),
        (Role.HANDLER, {"依申请公开", "信息发布"}, {"复议诉讼", "数据"}),
        (Role.OFFICE_HEAD, {"依申请公开", "复议诉讼", "数据", "信息发布"}, set()),
        (Role.REPORT_EDITOR, {"数据", "依申请公开"}, {"信息发布", "复议诉讼"}),
        (Role.ADMINISTRATOR, {"今日"}, {"依申请公开", "信息发布", "数据"}),
    ],
)
def test_each_role_sees_its_sections_and_none_of_wagtails(
    bureau: Body, log_in: LogIn, role: Role, sees: set[str], sees_not: set[str]
) -> None:
    seen = set(menu(log_in(make_user(role=role, body=bureau)).get("/office/today/")))

    assert sees <= seen
    assert not sees_not & seen
    assert not {"页面", "图像", "文档", "设置", "报告", "帮助"} & seen


# --- several bodies -----------------------------------------------------------------------------------------


def test_one_works_for_the_first_body_until_another_is_chosen(bureau: Body, log_in: LogIn) -> None:
    county = make_body(code="qinglan", name="青岚县人力资源和社会保障局", parent=bureau)
    user = make_user(role=Role.REGISTRAR, body=bureau)
    assign_role(user, unit=make_unit(body=county), role=Role.LEADER, on=date(2025, 1, 2))
    browser = log_in(user)

    first = browser.get("/office/today/")
    browser.post("/office/body/", {"body": "qinglan"})
    then = browser.get("/office/today/")

    assert first.context["desk"].body == bureau
    assert (then.context["desk"].body, then.context["desk"].roles) == (county, {Role.LEADER})


def test_a_body_where_one_has_no_role_cannot_be_chosen(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_body(code="elsewhere", name="别处的人力资源和社会保障局")
    browser = log_in(staff.leader)

    answer = browser.post("/office/body/", {"body": "elsewhere"}, follow=True)

    assert "没有任职" in answer.content.decode()
    assert answer.context["desk"].body == bureau


def test_an_empty_installation_tells_its_superuser_what_to_do(log_in: LogIn) -> None:
    answer = log_in(make_user(is_superuser=True)).get("/office/", follow=True)

    assert answer.status_code == 200
    assert "还没有机关" in words(answer)


def test_what_is_not_there_is_said_calmly_and_leads_back(staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.registrar).get("/office/requests/999/")

    assert answer.status_code == 404
    assert "不在您可以查看的范围内" in answer.content.decode()
    assert "/office/today/" in answer.content.decode()
