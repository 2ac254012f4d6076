"""文书模板: every change is a version, letters keep theirs, old versions come back as new ones."""

from datetime import date

import pytest

from gongkai.letters import actions
from gongkai.letters.errors import BadNumberRule, BadTemplate
from gongkai.letters.models import LetterTemplate
from gongkai.letters.templates import text_of, version_for
from gongkai.letters.wording import default_text
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_user, staff_of
from tests.letters.correspondence import MONDAY, extended, make_bureau, make_case, signed, signed_reply

pytestmark = pytest.mark.django_db
TEXT = "{{申请人}}：\n答复期限延长至{{答复期限}}。"
KIND = "extension_notice"


def test_a_changed_wording_is_used_from_then_on() -> None:
    body = make_bureau()
    before = signed(extended(make_case(body=body)), KIND)

    version = actions.change_template(
        body, code=KIND, text=TEXT, note="简化", by=staff_of(body).office_head, on=MONDAY
    )
    after = signed(extended(make_case(body=body)), KIND)

    assert (version.number, version.note) == (1, "简化")
    assert after.text == "李明：\n答复期限延长至2026年4月14日。"
    assert after.version == version
    assert before.version is None
    assert "涉及多个年度" in before.text


def test_an_old_version_comes_back_as_a_new_one() -> None:
    body = make_bureau()
    head = staff_of(body).office_head
    first = actions.change_template(body, code=KIND, text=TEXT, by=head, on=MONDAY)
    actions.change_template(body, code=KIND, text=TEXT + "特此告知。", by=head, on=MONDAY)

    actions.restore_template(body, code=KIND, version=first, by=head, on=MONDAY)
    last = actions.restore_template(body, code=KIND, version=None, by=head, on=date(2026, 3, 10))

    template = LetterTemplate.objects.get(body=body, kind=KIND)
    assert [each.number for each in template.versions.all()] == [1, 2, 3, 4]
    assert template.versions.get(number=3).note == "恢复第1版"
    assert (last.note, last.text) == ("恢复缺省措辞", default_text(KIND))


def test_each_body_has_its_own_wording() -> None:
    body, other = make_bureau(), make_bureau()

    actions.change_template(body, code=KIND, text=TEXT, by=staff_of(body).office_head, on=MONDAY)

    assert text_of(version_for(other, KIND), KIND) == default_text(KIND)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{怪物}}", "“怪物”不是可以使用的内容"),
        (default_text(KIND), "措辞没有变化"),
    ],
)
def test_a_wording_that_cannot_be_used_is_refused(text: str, fault: str) -> None:
    body = make_bureau()

    with pytest.raises(BadTemplate, match=fault):
        actions.change_template(body, code=KIND, text=text, by=staff_of(body).office_head, on=MONDAY)
    assert not LetterTemplate.objects.filter(versions__isnull=False).exists()


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.HANDLER, Role.LEADER, Role.AUDITOR])
def test_only_the_head_of_the_office_and_administrators_change_wordings(role: Role) -> None:
    body = make_bureau()
    person = make_user(role=role, body=body)

    with pytest.raises(StepNotAllowed, match="文书模板由公开工作机构负责人、管理员修改"):
        actions.change_template(body, code=KIND, text=TEXT, by=person, on=MONDAY)


def test_an_administrator_changes_how_a_kind_is_numbered() -> None:
    body = make_bureau()
    administrator = make_user(role=Role.ADMINISTRATOR, body=body)

    actions.change_number_rule(
        body, code=KIND, pattern="{prefix}延字〔{year}〕{serial:03d}号", by=administrator, on=MONDAY
    )

    assert signed(extended(make_case(body=body)), KIND).number == "海人社延字〔2026〕001号"


def test_a_kind_may_share_the_numbers_of_the_replies() -> None:
    body = make_bureau()
    case = make_case(body=body)
    actions.change_number_rule(
        body,
        code=KIND,
        pattern="{prefix}公复〔{year}〕{serial}号",
        with_replies=True,
        by=staff_of(body).office_head,
        on=MONDAY,
    )

    first = signed(extended(case), KIND)
    signed_reply(case)
    second = signed(case, "granted")

    assert (first.number, second.number) == ("海人社公复〔2026〕1号", "海人社公复〔2026〕2号")


BAD_RULES = [
    *("{prefix}公延", "{serial}{lord}", "{serial", "{serial.real.imag}{0}"),
    # every letter would bear the same number, and the second would be looked for without end
    *("{prefix}{{serial}}号", "{serial.__class__}", "{serial:.0e}", "{serial!s:.1}", "{serial:999999999d}"),
]


@pytest.mark.parametrize("pattern", BAD_RULES)
def test_a_numbering_rule_is_tried_first(pattern: str) -> None:
    body = make_bureau()

    with pytest.raises(BadNumberRule, match=r"要有\{顺序号\}"):
        actions.change_number_rule(body, code=KIND, pattern=pattern, by=staff_of(body).office_head, on=MONDAY)


@pytest.mark.parametrize("code", ["denied", "registration_form"])
def test_replies_and_forms_have_no_numbering_rule_of_their_own(code: str) -> None:
    body = make_bureau()

    with pytest.raises(BadNumberRule, match="不单独编号"):
        actions.change_number_rule(
            body, code=code, pattern="{serial}号", by=staff_of(body).office_head, on=MONDAY
        )
