"""What is checked depends on the kind of notice, on what is the body's own, and on who has asked."""

from typing import Any

import pytest

from gongkai.bodies.models import SettingChange
from gongkai.publishing import actions
from gongkai.publishing.actions.screening import set_screening_policy
from gongkai.publishing.models import InformationItem, ItemCheck
from gongkai.screening.hits import Kind, Severity
from tests.factories import make_request
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"  # the example of GB 11643
ROWS = "".join(f"<tr><td>{name}</td><td>{NUMBER}</td></tr>" for name in ("张三", "李四", "王五"))
TABLE = f"<table><tr><th>姓名</th><th>身份证号</th></tr>{ROWS}</table>"
SUBSIDY = "关于2026年第一批社会保险补贴的公示"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def check_of(item: InformationItem) -> ItemCheck:
    return actions.check_draft(item, on=TODAY)


def kinds(check: ItemCheck, severity: Severity) -> list[Kind]:
    return [finding.kind for finding in check.findings if finding.severity is severity]


def settle(staff: Staff, **facts: Any) -> None:
    usual = {"phones": "", "addresses": "", "domains": "", "id_mask": "first_6_last_4"}
    set_screening_policy(staff.body, **{**usual, **facts}, by=staff.leader)


def test_a_subsidy_shows_names_and_no_digit_of_identity_numbers(staff: Staff) -> None:
    check = check_of(staff.draft(title=SUBSIDY, content=TABLE))

    assert Kind.NAME_LIST in kinds(check, Severity.INFO)
    assert kinds(check, Severity.BLOCK) == [Kind.ID_CARD] * 3
    assert {f.covered for f in check.findings if f.kind is Kind.ID_CARD} == {"*" * 18}


def test_the_column_tells_the_kind_before_the_title(staff: Staff) -> None:
    actions.change_column(staff.column, notice="penalty", by=staff.leader)

    check = check_of(staff.draft(title=SUBSIDY, content=TABLE))

    assert {f.covered for f in check.findings if f.kind is Kind.ID_CARD} == {"11*************02X"}


def test_an_injury_is_masked_with_its_notice_alone(staff: Staff) -> None:
    text = "<p>职工张建国在工作时摔伤，左腿骨折，认定为工伤。</p>"

    notice = check_of(staff.draft(title="工伤认定公示", content=text))
    other = check_of(staff.draft(title="安全生产工作动态", content=text))

    assert [f.covered for f in notice.findings if f.kind is Kind.HEALTH] == ["****"]
    assert {f.covered for f in other.findings if f.kind is Kind.HEALTH} == {""}


def test_a_body_settles_how_identity_numbers_are_masked(staff: Staff) -> None:
    item = staff.draft(content=f"<p>张三，身份证号码{NUMBER}。</p>")
    settle(staff, id_mask="first_6")

    [finding] = [each for each in check_of(item).findings if each.kind is Kind.ID_CARD]
    item = actions.mask_findings(item, chosen=[finding.key], by=staff.writer, on=TODAY)

    assert "身份证号码110105************。" in item.content


def test_an_already_masked_number_loses_the_birth_date(staff: Staff) -> None:
    item = staff.draft(content="<p>张三，身份证号码******19491231002X。</p>")

    [finding] = [each for each in check_of(item).findings if each.kind is Kind.ID_CARD]

    assert "19491231" not in finding.covered
    assert "1949" not in finding.covered


def test_own_numbers_are_no_finding_and_the_change_is_logged(staff: Staff) -> None:
    text = (
        "<p>举报人可以拨打13859801234，家庭电话0598-3634512也可以。</p>"
        "<p>投诉人邮箱：ts@yaldjc.cn。</p><p>家庭住址：永安市巴溪大道100号2栋301室。</p>"
    )
    item = staff.draft(content=text)
    before = check_of(item)

    settle(staff, phones="13859801234\n0598-3634512", domains="YALDJC.cn", addresses="永安市巴溪大道100号")
    after = check_of(item)

    assert {f.kind for f in before.findings} >= {Kind.MOBILE, Kind.LANDLINE, Kind.EMAIL, Kind.ADDRESS}
    assert not {f.kind for f in after.findings if f.severity is not Severity.INFO}
    [change] = SettingChange.objects.of(staff.body)
    assert ["本机关的域名", "", "YALDJC.cn"] in change.changes


def asked_by(staff: Staff, name: str) -> None:
    make_request(body=staff.body, name=name)


def test_an_applicant_in_a_report_is_found_and_named_nowhere(staff: Staff) -> None:
    asked_by(staff, "欧阳建设")
    item = staff.draft(content="<p>今年三月，欧阳建设向我局申请公开社保资料，已答复。</p>")

    check = check_of(item)

    [finding] = [each for each in check.findings if each.kind is Kind.APPLICANT]
    assert finding.blocks
    assert finding.masked == "欧阳某某"
    assert "欧阳建设" not in str(check.results)


def test_the_same_name_elsewhere_is_to_be_looked_at(staff: Staff) -> None:
    asked_by(staff, "李建国")

    check = check_of(staff.draft(content="<p>会议由李建国同志主持。</p>"))

    assert Kind.APPLICANT in kinds(check, Severity.WARN)


def test_another_bodys_applicants_are_not_looked_up(staff: Staff) -> None:
    make_request(name="欧阳建设")

    check = check_of(staff.draft(content="<p>欧阳建设申请公开社保资料。</p>"))

    assert Kind.APPLICANT not in {finding.kind for finding in check.findings}


def test_a_name_registered_after_the_check_is_found_by_the_next_one(staff: Staff) -> None:
    item = staff.draft(content="<p>欧阳建设申请公开社保资料，已答复。</p>")
    check_of(item)
    asked_by(staff, "欧阳建设")

    check = actions.check_draft(item, on=TODAY, anew=True)

    assert Kind.APPLICANT in kinds(check, Severity.BLOCK)


def test_without_a_register_nobody_is_known(staff: Staff, settings: Any) -> None:
    settings.GONGKAI_KNOWN_NAMES = ""
    asked_by(staff, "欧阳建设")

    check = check_of(staff.draft(content="<p>欧阳建设申请公开社保资料。</p>"))

    assert Kind.APPLICANT not in {finding.kind for finding in check.findings}
