"""A citizen asks for information online and follows the request."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.casework import actions
from gongkai.casework.models import Delivery, DisclosureRequest, RequestFile
from gongkai.portal import limits
from tests.factories import answer_request, make_body, make_reply, make_request, sign_reply, staff_of
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

pytestmark = pytest.mark.django_db
KEY = "0b5e4a52-5c1a-4f55-9d62-0f7f6f6a4c11"
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def filled(**changes: Any) -> dict[str, Any]:
    """Return the form as a person fills it in."""
    return {
        "kind": "natural_person",
        "name": "李明",
        "id_type": "id_card",
        "id_number": "110101199003070038",
        "phone": "13800000000",
        "matter": "2025年度失业保险基金收支情况",
        "supply_form": "electronic",
        "delivery": "online",
        "key": KEY,
        **changes,
    }


def errors_of(response: Any) -> dict[str, str]:
    """Return what is wrong, by field."""
    assert response.status_code == 422
    page = parse(response)
    found = page.select(".gk-field__error")
    return {str(each["id"]).removeprefix("id_").removesuffix("_error"): words(each) for each in found}


@time_machine.travel(date(2026, 3, 2))
def test_it_is_filed_and_the_receipt_shows_code_date_and_days(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(), follow=True)

    page = parse(response)
    case = DisclosureRequest.objects.get()
    assert case.body == bureau.body
    assert case.applicant.name == "李明"
    assert words(page.select_one(".gk-receipt__code")) == case.query_code
    assert words(page.select_one(".gk-receipt__date")) == "2026年3月30日"
    assert "以双方确认之日为收到申请之日" in page.get_text()
    assert len(page.select(".gk-strip__days > .gk-strip__day")) == 29  # the day of receipt and 28 after it
    assert "110101199003070038" not in page.get_text()


def test_each_step_names_its_article_and_what_is_not_needed(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/requests/new/"))

    steps = page.select(".gk-ask__step")
    assert [words(step.legend) for step in steps] == [
        "第1步：您是谁",
        "第2步：怎样联系您",
        "第3步：需要什么信息",
        "第4步：怎样给您",
        "第5步：核对并提交",
    ]
    assert all("条例第" in words(step.select_one(".gk-ask__why")) for step in steps)
    assert "不需要说明理由" in words(steps[2])


def test_the_same_form_twice_is_one_request(client: Client, bureau: Bureau) -> None:
    first = client.post("/requests/new/", filled(), follow=True)
    second = client.post("/requests/new/", filled(), follow=True)

    case = DisclosureRequest.objects.get()
    for response in (first, second):
        assert words(parse(response).select_one(".gk-receipt__code")) == case.query_code


@pytest.mark.parametrize("change", [{"matter": "2024年度失业保险基金收支情况"}, {"attachment": True}])
def test_gone_back_to_and_filled_in_otherwise_it_is_another_request(
    client: Client, bureau: Bureau, change: dict[str, Any]
) -> None:
    if "attachment" in change:
        change = {"attachment": SimpleUploadedFile("补充.png", PICTURE)}

    first, second = (client.post("/requests/new/", filled(**each), follow=True) for each in ({}, change))

    codes = [words(parse(each).select_one(".gk-receipt__code")) for each in (first, second)]
    assert codes == list(DisclosureRequest.objects.order_by("pk").values_list("query_code", flat=True))
    assert len(codes) == 2


def test_the_same_form_twice_keeps_its_files_once(client: Client, bureau: Bureau) -> None:
    for _ in range(2):
        client.post("/requests/new/", filled(identity=SimpleUploadedFile("证件.png", PICTURE)))

    [file] = DisclosureRequest.objects.get().files.all()
    assert file.purpose == RequestFile.Purpose.IDENTITY
    assert file.name == "证件.png"


def test_errors_say_what_to_do_and_keep_what_was_written(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(id_number="110101199003070031", matter=""))

    assert errors_of(response) == {
        "id_number": "居民身份证号码应为18位，且校验位正确，请核对。",
        "matter": "请填写这一项。",
    }
    page = parse(response)
    kept = page.select_one("#id_name")
    assert kept is not None
    assert kept["value"] == "李明"
    assert not DisclosureRequest.objects.exists()


def test_one_way_to_reach_the_applicant_is_enough_and_none_is_not(client: Client, bureau: Bureau) -> None:
    none = client.post("/requests/new/", filled(phone=""))
    email = client.post("/requests/new/", filled(phone="", email="li@example.com"))

    assert "至少填一项（条例第二十九条）" in errors_of(none)["phone"]
    assert email.status_code == 302


def test_a_way_of_delivery_needs_its_address(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(delivery="mail"))

    assert errors_of(response) == {"address": "选择了“邮寄”，请填写这一项。"}


def test_an_organisation_is_known_by_its_code(client: Client, bureau: Bureau) -> None:
    company = {"kind": "business", "name": "明江机械有限公司", "id_number": "", "contact_name": "王芳"}

    wrong = client.post("/requests/new/", filled(**company, org_code="91110000600037341X"))
    client.post("/requests/new/", filled(**company, org_code="91110000600037341L"))

    assert "校验位" in errors_of(wrong)["org_code"]
    applicant = DisclosureRequest.objects.get().applicant
    assert (applicant.kind, applicant.org_code, applicant.id_number) == ("business", "91110000600037341L", "")


def test_help_a_proposal_and_an_agent_are_kept(client: Client, bureau: Bureau) -> None:
    client.post(
        "/requests/new/",
        filled(
            assistance=["large_print", "by_phone"],
            proposes_release="on",
            agent_name="王芳",
            agency=SimpleUploadedFile("委托书.png", PICTURE),
        ),
    )

    case = DisclosureRequest.objects.get()
    assert case.assistance_labels == ["大字版文书", "电话沟通"]
    assert case.proposes_release
    assert case.applicant.agent_name == "王芳"
    assert case.files.get().purpose == RequestFile.Purpose.AGENCY


def test_a_power_of_attorney_names_the_agent(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(agency=SimpleUploadedFile("委托书.png", PICTURE)))

    assert errors_of(response) == {"agent_name": "附了授权委托书，请写明代理人姓名。"}


def test_several_attachments_come_along(client: Client, bureau: Bureau) -> None:
    files = [SimpleUploadedFile(f"{name}.txt", name.encode()) for name in ("一", "二", "三")]

    client.post("/requests/new/", filled(attachment=files))

    assert [file.name for file in DisclosureRequest.objects.get().files.all()] == [
        "一.txt",
        "二.txt",
        "三.txt",
    ]


def test_a_damaged_file_is_refused_before_anything_is_filed(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(identity=SimpleUploadedFile("证件.png", PICTURE[:40])))

    assert "已损坏" in errors_of(response)["identity"]
    assert not DisclosureRequest.objects.exists()


def test_a_full_disk_files_nothing(client: Client, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)

    response = client.post("/requests/new/", filled(identity=SimpleUploadedFile("证件.png", PICTURE)))

    assert response.status_code == 422
    assert "存储空间已满" in parse(response).get_text()
    assert not DisclosureRequest.objects.exists()


def test_a_robot_that_fills_in_everything_files_nothing(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", filled(website="http://spam.example"))

    assert response.status_code == 422
    assert not DisclosureRequest.objects.exists()


@time_machine.travel("2026-03-09T09:20:00+08:00", tick=False)  # within one hour, whenever it runs
def test_too_many_requests_from_one_address_have_to_wait(client: Client, bureau: Bureau) -> None:
    allowed = limits.PLAIN_FILING[1]
    for number in range(allowed):
        client.post("/requests/new/", filled(key=f"00000000-0000-4000-8000-{number:012d}"))

    response = client.post("/requests/new/", filled())

    assert response.status_code == 422
    assert "次数太多" in parse(response).get_text()
    assert DisclosureRequest.objects.count() == allowed


def test_it_goes_to_the_body_whose_portal_it_is(client: Client, bureau: Bureau) -> None:
    county = make_body(code="dongshan", parent=bureau.body)

    response = client.post("/b/dongshan/requests/new/", filled())

    assert response["Location"].startswith("/b/dongshan/requests/receipt/")
    assert DisclosureRequest.objects.get().body == county


def follow_up(client: Client, case: DisclosureRequest, name: str = "李明") -> Any:
    """Track a request with its code and a name."""
    return client.post("/requests/track/", {"code": case.query_code, "name": name}, follow=True)


@time_machine.travel(date(2026, 3, 12))
def test_code_and_name_show_the_state_the_last_day_and_the_strip(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2), assigned=True)

    page = parse(follow_up(client, case))

    assert words(page.select_one(".gk-state")) == "办理中"
    assert words(page.select_one(".gk-receipt__date")) == "2026年3月30日"
    assert (
        words(page.select_one(".gk-strip__words")) == "已计 8 个工作日，还有 12 个工作日，2026年3月30日到期"
    )
    assert [words(each) for each in page.select("[aria-labelledby=told] li")] == [
        "2026年3月2日 提交申请",
        "2026年3月2日 收到并登记",
    ]


def test_the_code_may_be_typed_as_it_comes(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body)
    typed = f" {case.query_code[:5].lower()}-{case.query_code[5:]} "

    response = client.post("/requests/track/", {"code": typed, "name": " 李明 "})

    assert response.status_code == 302


def test_every_wrong_pair_gets_the_same_answer(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body)
    elsewhere = make_request(body=make_body(code="dongshan", parent=bureau.body))
    pairs = [(case.query_code, "王芳"), ("2222222222", "李明"), (elsewhere.query_code, "李明")]

    answers = [client.post("/requests/track/", {"code": code, "name": name}) for code, name in pairs]

    assert {answer.status_code for answer in answers} == {422}
    said = {words(parse(answer).select_one(".gk-notice")) for answer in answers}
    assert said == {"没有查到。请核对查询码和姓名，两项都应当与回执一致。"}


@time_machine.travel("2026-03-09T09:20:00+08:00", tick=False)  # within one hour, whenever it runs
def test_guessing_has_an_end(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body)
    for number in range(limits.TRACKING[1]):
        client.post("/requests/track/", {"code": f"{number}", "name": "李明"})

    response = follow_up(client, case)

    assert response.status_code == 422
    assert "次数太多" in parse(response).get_text()


@time_machine.travel(date(2026, 4, 2))
def test_a_late_answer_says_so_and_what_can_be_done(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2), assigned=True)

    page = parse(follow_up(client, case))

    assert words(page.select_one(".gk-strip__words")) == "期限 2026年3月30日，已逾期 3 个工作日"
    assert "答复已经逾期" in words(page.select_one(".gk-notice--seal"))


@time_machine.travel(date(2026, 3, 9))
def test_what_to_correct_stands_at_the_head(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))
    actions.ask_to_correct(
        case, items="请写明年份。", by=staff_of(bureau.body).registrar, on=date(2026, 3, 4)
    )

    page = parse(follow_up(client, case))

    notice = words(page.select_one(".gk-notice--wait"))
    assert "请在2026年3月25日前补正" in notice
    assert "请写明年份。" in notice


def test_a_reply_by_mail_is_not_shown_online(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, delivery=Delivery.MAIL)
    answer_request(case, on=date(2026, 3, 9), text="答复的全文。")

    page = parse(follow_up(client, case))

    assert "已于2026年3月9日答复" in page.get_text()
    assert "答复的全文" not in page.get_text()


def test_a_reply_asked_for_online_can_be_read_and_its_files_fetched(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, delivery=Delivery.ONLINE, assigned=True)
    staff = staff_of(bureau.body, unit=case.handling_unit)
    file = SimpleUploadedFile("收支情况.txt", "收入和支出".encode())
    actions.attach_file(
        case, file=file, purpose=RequestFile.Purpose.SUPPLIED, by=staff.handler, on=date(2026, 3, 5)
    )
    reply = sign_reply(make_reply(case=case, on=date(2026, 3, 9), text="答复的全文。"), on=date(2026, 3, 9))
    actions.issue_reply(reply, by=staff.registrar, on=date(2026, 3, 9))

    status = follow_up(client, case).redirect_chain[-1][0]
    page = parse(client.post(f"{status}collect/", follow=True))
    link = page.find("a", string="收支情况.txt")

    assert "答复的全文。" in page.get_text()
    assert link is not None
    assert b"".join(client.get(link["href"])) == "收入和支出".encode()  # type: ignore[index, arg-type]


def test_no_file_is_given_before_the_reply_is_issued(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, delivery=Delivery.ONLINE, assigned=True)
    staff = staff_of(bureau.body, unit=case.handling_unit)
    file = SimpleUploadedFile("收支情况.txt", "收入和支出".encode())
    kept = actions.attach_file(
        case, file=file, purpose=RequestFile.Purpose.SUPPLIED, by=staff.handler, on=date(2026, 3, 5)
    )

    status = follow_up(client, case).redirect_chain[-1][0]

    assert client.get(f"{status}files/{kept.pk}/").status_code == 404


def test_a_forged_or_old_address_leads_back_to_the_form(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body)
    with time_machine.travel(date(2026, 3, 2)):
        status = follow_up(client, case).redirect_chain[-1][0]

    with time_machine.travel(date(2026, 3, 5)):
        old = client.get(status)
    forged = client.get("/requests/status/MQ:1abcde:forged/")

    assert (old.status_code, old["Location"]) == (302, "/requests/track/")
    assert (forged.status_code, forged["Location"]) == (302, "/requests/track/")
