"""Lists of wrong words on the screen: brought in, looked at, put in force, entries switched off."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import SettingChange, User
from gongkai.office.items.check import NO_PROOF
from gongkai.publishing import actions
from gongkai.publishing.models import SwitchedOff, WordList
from gongkai.rules.roles import Role
from gongkai.screening.hits import Kind
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
GOOD = "错误写法,正确写法\n就业局,就业服务中心\n"
SHIPPED = "随程序提供的词库"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def keeper(client: Client, staff: Staff) -> User:
    assign_role(staff.leader, unit=staff.unit, role=Role.ADMINISTRATOR, on=date(2020, 1, 1))
    client.force_login(staff.leader)
    return staff.leader


def bring_in(client: Client, text: str = GOOD, version: str = "1", title: str = "本局词库") -> str:
    file = SimpleUploadedFile("词库.csv", text.encode(), "text/csv")
    given = {"title": title, "version": version, "file": file}
    return client.post(reverse("office:body_words"), given, follow=True).content.decode()


def post(client: Client, name: str, *args: Any, **given: Any) -> str:
    return client.post(reverse(f"office:{name}", args=args), given, follow=True).content.decode()


def words_found(staff: Staff, text: str) -> list[str]:
    check = actions.check_draft(staff.draft(content=f"<p>{text}</p>"), on=TODAY)
    return [found.masked for found in check.findings if found.kind is Kind.WRONG_WORD]


def test_a_list_is_looked_at_before_it_counts(client: Client, staff: Staff, keeper: User) -> None:
    shown = bring_in(client)

    assert "启用这一版" in shown
    assert "就业服务中心" in shown
    assert words_found(staff, "请到就业局办理") == []

    post(client, "body_word_list", WordList.objects.get().pk)

    assert words_found(staff, "请到就业局办理") == ["就业局"]
    assert SettingChange.objects.get().changes == [["本局词库", "没有启用", "1，1条"]]


def test_a_new_version_takes_the_place_of_the_old_one(client: Client, staff: Staff, keeper: User) -> None:
    bring_in(client)
    post(client, "body_word_list", WordList.objects.get().pk)
    shown = bring_in(client, "错误写法,正确写法\n就业办,就业服务中心\n", "2")
    assert "新增 1 条：就业办" in shown
    assert "减少 1 条：就业局" in shown

    post(client, "body_word_list", WordList.objects.get(version="2").pk)

    assert [each.version for each in WordList.objects.in_force()] == ["2"]
    assert words_found(staff, "就业局和就业办") == ["就业办"]


def test_a_list_can_be_taken_out_of_force(client: Client, staff: Staff, keeper: User) -> None:
    bring_in(client)
    pk = WordList.objects.get().pk
    post(client, "body_word_list", pk)

    post(client, "body_word_list", pk, end="1")
    again = post(client, "body_word_list", pk, end="1")

    assert words_found(staff, "就业局") == []
    assert "没有在用" in again


def test_errors_stand_row_by_row_and_nothing_is_kept(client: Client, staff: Staff, keeper: User) -> None:
    shown = bring_in(client, "错误写法,正确写法\n就业局,\n甲乙,甲乙丙\n")

    assert "第 2 行：错误写法和正确写法都要填写" in shown
    assert 'value="本局词库"' in shown
    assert not WordList.objects.exists()


@pytest.mark.parametrize("again", [{"version": "1"}, {"title": SHIPPED, "version": "2"}])
def test_a_version_comes_in_once_and_not_under_the_shipped_name(
    client: Client, keeper: User, again: dict[str, str]
) -> None:
    bring_in(client)

    shown = bring_in(client, **again)

    assert "已经导入过" in shown or "请另起名称" in shown
    assert WordList.objects.count() == 1


def test_an_entry_is_switched_off_with_a_reason_and_on_again(
    client: Client, staff: Staff, keeper: User
) -> None:
    assert words_found(staff, "银行帐户") == ["帐户"]
    found = client.get(reverse("office:body_words"), {"q": "帐户"}).content.decode()
    assert "停用“帐户”的理由" in found

    post(client, "body_words_switch", title=SHIPPED, entry="帐户", reason="系统名称中使用")
    assert words_found(staff, "银行帐户") == []
    assert "系统名称中使用" in client.get(reverse("office:body_words")).content.decode()

    post(client, "body_words_switch", off=SwitchedOff.objects.get().pk)
    assert words_found(staff, "银行帐户") == ["帐户"]
    assert SettingChange.objects.count() == 2
    assert client.post(reverse("office:body_words_switch"), {"off": "帐户"}).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"entry": "帐户", "reason": ""}, "理由"),
        ({"entry": "帐户", "reason": "  "}, "理由"),
        ({"entry": "没有这个词", "reason": "试"}, "没有词条"),
    ],
)
def test_no_entry_goes_without_reason(client: Client, keeper: User, given: dict[str, str], said: str) -> None:
    shown = post(client, "body_words_switch", title=SHIPPED, **given)

    assert said in shown
    assert not SwitchedOff.objects.exists()


def test_readers_change_nothing(client: Client, staff: Staff) -> None:
    assign_role(staff.head, unit=staff.unit, role=Role.OFFICE_HEAD, on=date(2020, 1, 1))
    client.force_login(staff.head)

    shown = client.get(reverse("office:body_words")).content.decode()
    client.post(reverse("office:body_words_switch"), {"title": SHIPPED, "entry": "帐户", "reason": "试"})

    assert NO_PROOF in shown
    assert "导入并核对" not in shown
    assert not SwitchedOff.objects.exists()


def test_the_template_has_the_columns(client: Client, keeper: User) -> None:
    table = client.get(reverse("office:body_words_template")).content.decode()

    assert table.startswith("\ufeff错误写法,正确写法,")


def test_own_numbers_are_settled_on_the_screen(client: Client, staff: Staff, keeper: User) -> None:
    usual = {"addresses": "", "domains": "", "id_mask": "none"}

    wrong = post(client, "body_screening", phones="不是电话", **usual)
    post(client, "body_screening", phones="0598-3634512\n 12333", **usual)

    assert "不像电话号码：不是电话" in wrong
    assert staff.body.screening_policy.phones == "0598-3634512\n12333"
    assert NO_PROOF in wrong


@pytest.mark.parametrize(("field", "value"), [("addresses", "永安市"), ("domains", "我们局")])
def test_what_would_let_everything_pass_is_refused(
    client: Client, staff: Staff, keeper: User, field: str, value: str
) -> None:
    given = {"phones": "", "addresses": "", "domains": "", "id_mask": "none", field: value}

    shown = post(client, "body_screening", **given)

    assert value in shown
    assert not hasattr(type(staff.body).objects.get(pk=staff.body.pk), "screening_policy")


def test_readers_of_the_settings_change_nothing(client: Client, staff: Staff) -> None:
    assign_role(staff.head, unit=staff.unit, role=Role.OFFICE_HEAD, on=date(2020, 1, 1))
    client.force_login(staff.head)

    shown = post(client, "body_screening", phones="12333", addresses="", domains="", id_mask="none")

    assert "设置由管理员修改" in shown
    assert not SettingChange.objects.exists()
