"""What an applicant does with the own request online, and why its last day moved."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.casework import actions
from gongkai.casework.models import Delivery, DisclosureRequest, Feedback, FeeNotice, RequestFile
from gongkai.casework.states import State
from gongkai.portal.following import sealed
from gongkai.portal.moves import moves_of
from tests.factories import make_reply, make_request, sign_reply, staff_of
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def on_a_day_in_march() -> Any:
    with time_machine.travel(TODAY):
        yield


def address(case: DisclosureRequest, step: str = "") -> str:
    return f"/requests/status/{sealed(case)}/{step}"


def to_correct(bureau: Bureau) -> DisclosureRequest:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))
    staff = staff_of(bureau.body)
    return actions.ask_to_correct(case, items="请写明年份。", by=staff.registrar, on=date(2026, 3, 4))


def to_pay(bureau: Bureau) -> DisclosureRequest:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2), assigned=True)
    head, registrar = staff_of(bureau.body).office_head, staff_of(bureau.body).registrar
    by_page = FeeNotice.Ladder.BY_VOLUME
    actions.notify_fee(case, ladder=by_page, quantity=86, by=head, on=date(2026, 3, 9))
    return actions.record_fee_service(case, served_on=date(2026, 3, 10), by=registrar, on=date(2026, 3, 10))


def answered(bureau: Bureau, delivery: Delivery = Delivery.ONLINE) -> DisclosureRequest:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2), delivery=delivery, assigned=True)
    reply = sign_reply(make_reply(case=case, on=date(2026, 3, 9), text="答复的全文。"), on=date(2026, 3, 9))
    registrar = staff_of(bureau.body).registrar
    return actions.issue_reply(reply, by=registrar, on=date(2026, 3, 9)).request


def test_what_was_split_leads_to_its_parts(bureau: Bureau) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))
    by = staff_of(bureau.body).registrar
    parts = actions.split_request(case, matters=["企业名单", "资金决算"], by=by, on=date(2026, 3, 9))

    shown = words(parse(Client().get(address(case))))

    assert "已按事项拆分，分别办理" in shown
    for part in parts:
        assert f"{part.number}（查询码 {part.query_code}）：{part.matter}" in shown
    assert [move.became for move in moves_of(case)][-1] == "本件不再计算期限，见拆分后的各件"
    assert "最迟2026年3月30日答复" in [move.became for move in moves_of(parts[0])]


def test_each_move_of_the_last_day_is_a_sentence(bureau: Bureau) -> None:
    case, staff = to_correct(bureau), staff_of(bureau.body)
    actions.accept_correction(case, text="2025年。", by=staff.registrar, on=date(2026, 3, 9))
    actions.extend_deadline(case, days=10, reason="涉及多科室。", by=staff.office_head, on=date(2026, 3, 11))

    said = [f"{move.on} {move.why}，{move.became}" for move in moves_of(case)]

    assert said == [
        "2026-03-02 收到申请，自次日起计算答复期限（条例第三十三条），最迟2026年3月30日答复",
        "2026-03-04 告知补正，收到补正之前不计算期限（条例第三十条），暂停计算，恢复以后另行确定最迟答复日期",
        "2026-03-09 收到补正，自次日起重新计算期限（条例第三十条），最迟2026年4月7日答复",
        "2026-03-11 经批准延长答复期限（条例第三十三条第二款），最迟答复日期由2026年4月7日改为2026年4月21日",
    ]


def test_after_the_payment_the_status_says_from_when_and_until_when(client: Client, bureau: Bureau) -> None:
    case, registrar = to_pay(bureau), staff_of(bureau.body).registrar
    paid = actions.record_payment(case, receipt_no="00351882", by=registrar, on=date(2026, 3, 12))

    page = parse(client.get(address(paid)))

    said = [words(each) for each in page.select("[aria-labelledby=moves] li")]
    assert said[1:] == [
        "2026年3月9日 告知收取信息处理费，等待缴费期间不计算期限（国办函〔2020〕109号），"
        "暂停计算，恢复以后另行确定最迟答复日期。",
        "2026年3月12日 收到缴费，自缴费次日起重新计算答复期限（国办函〔2020〕109号），"
        "最迟2026年4月10日答复。",
    ]
    assert page.find(string=lambda text: "缴纳信息处理费" in text) is None


def test_the_status_tells_them(client: Client, bureau: Bureau) -> None:
    page = parse(client.get(address(to_correct(bureau))))

    said = [words(each) for each in page.select("[aria-labelledby=moves] li")]
    assert said[-1].startswith("2026年3月4日 告知补正")


def test_a_correction_is_sent_with_its_files_and_waits(client: Client, bureau: Bureau) -> None:
    case = to_correct(bureau)
    files = [SimpleUploadedFile(f"{name}.txt", name.encode()) for name in ("说明", "名单")]

    response = client.post(address(case, "correct/"), {"text": "2025年。", "papers": files}, follow=True)

    case.refresh_from_db()
    assert case.state == State.CORRECTION_PENDING
    assert [(file.purpose, file.name) for file in case.files.all()] == [
        (RequestFile.Purpose.CORRECTION, "说明.txt"),
        (RequestFile.Purpose.CORRECTION, "名单.txt"),
    ]
    assert "您已于2026年3月12日网上提交补正，没有逾期" in words(
        parse(response).select_one(".gk-notice--wait")
    )


def test_an_empty_correction_says_so_and_keeps_nothing(client: Client, bureau: Bureau) -> None:
    case = to_correct(bureau)

    response = client.post(address(case, "correct/"), {"text": " "})

    assert response.status_code == 422
    assert "请填写这一项" in words(parse(response).select_one(".gk-field__error"))
    assert not case.events.filter(step="send_correction").exists()


def test_one_refused_file_refuses_all(client: Client, bureau: Bureau) -> None:
    case = to_correct(bureau)
    files = [SimpleUploadedFile("说明.txt", b"text"), SimpleUploadedFile("名单.exe", b"MZ")]

    response = client.post(address(case, "correct/"), {"text": "2025年。", "papers": files})

    assert response.status_code == 422
    assert not case.files.exists()


def test_at_most_ten_files_at_a_time(client: Client, bureau: Bureau) -> None:
    case = to_correct(bureau)
    files = [SimpleUploadedFile(f"{number}.txt", b"text") for number in range(11)]

    response = client.post(address(case, "correct/"), {"text": "2025年。", "papers": files})

    assert "最多上传10个文件" in parse(response).get_text()


def test_a_fee_says_amount_basis_until_when_and_how(client: Client, bureau: Bureau) -> None:
    notice = words(parse(client.get(address(to_pay(bureau)))).select_one(".gk-notice--wait"))

    assert "请在2026年4月8日（含当日）前缴纳信息处理费560元" in notice
    assert "信息处理费管理办法第五条" in notice
    assert "怎样缴纳" in notice
    assert "不办理网上支付" in notice


def test_a_proof_of_payment_is_kept_for_the_registrar(client: Client, bureau: Bureau) -> None:
    case = to_pay(bureau)
    proof = SimpleUploadedFile("凭证.txt", "已缴".encode())

    response = client.post(address(case, "pay/"), {"papers": proof}, follow=True)

    case.refresh_from_db()
    assert (case.state, case.files.get().purpose) == (State.FEE_PENDING, RequestFile.Purpose.PAYMENT)
    assert "您已于2026年3月12日提交缴费凭证" in parse(response).get_text()


def test_the_reply_is_read_after_it_was_collected_and_that_is_its_service(
    client: Client, bureau: Bureau
) -> None:
    case = answered(bureau)

    before = client.get(address(case))
    after = client.post(address(case, "collect/"), follow=True)

    assert "答复的全文" not in before.content.decode()
    assert "查收之日为送达之日" in parse(before).get_text()
    assert "答复的全文。" in parse(after).get_text()
    reply = case.replies.get()
    assert (reply.served_on, reply.service_method) == (TODAY, Delivery.ONLINE)


def test_looking_is_not_collecting(client: Client, bureau: Bureau) -> None:
    case = answered(bureau)

    client.get(address(case))

    assert client.get(address(case, "collect/")).status_code == 405
    assert case.replies.get().served_on is None


def test_collected_twice_it_is_served_once(client: Client, bureau: Bureau) -> None:
    case = answered(bureau)

    for _ in range(2):
        response = client.post(address(case, "collect/"), follow=True)

    assert "答复的全文。" in parse(response).get_text()
    assert case.events.filter(step="collect_reply").count() == 1


def test_a_reply_by_mail_cannot_be_collected_here(client: Client, bureau: Bureau) -> None:
    case = answered(bureau, Delivery.MAIL)

    response = client.post(address(case, "collect/"), follow=True)

    assert "答复的全文" not in response.content.decode()
    assert case.replies.get().served_on is None


def test_withdrawing_says_what_it_means_and_asks_whether_it_is_meant(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))

    shown = client.get(address(case, "withdraw/"))
    unsure = client.post(address(case, "withdraw/"), {"reason": ""})
    done = client.post(address(case, "withdraw/"), {"reason": "", "sure": "on"}, follow=True)

    assert "不再办理这件申请，也不作出答复" in parse(shown).get_text()
    assert unsure.status_code == 422
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    assert words(parse(done).select_one(".gk-state")) == "已撤回"


def test_an_opinion_is_asked_for_once_the_reply_is_there(client: Client, bureau: Bureau) -> None:
    case = answered(bureau)
    assert client.get(address(case, "rate/")).status_code == 302
    client.post(address(case, "collect/"))

    response = client.post(address(case, "rate/"), {"score": "4", "words": "很快。"}, follow=True)

    assert Feedback.objects.get().words == "很快。"
    assert "您的评价：满意" in parse(response).get_text()
    assert client.get(address(case, "rate/")).status_code == 302


@pytest.mark.parametrize("step", ["correct/", "pay/", "withdraw/", "rate/"])
def test_what_is_not_open_leads_back(client: Client, bureau: Bureau, step: str) -> None:
    case = make_request(body=bureau.body, received_on=None)
    actions.withdraw_request(case, reason="", by=None, on=TODAY)

    response = client.post(address(case, step), {"text": "2025年。", "sure": "on", "score": "5"})

    assert response["Location"] == address(case)


@pytest.mark.parametrize("step", ["correct/", "pay/", "collect/", "withdraw/", "rate/"])
def test_a_forged_address_does_nothing(client: Client, bureau: Bureau, step: str) -> None:
    response = client.post(f"/requests/status/MQ:1abcde:forged/{step}", {"sure": "on"})

    assert response["Location"] == "/requests/track/"


def to_explain(bureau: Bureau) -> DisclosureRequest:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))
    head = staff_of(bureau.body).office_head
    return actions.request_reasons(case, grounds="一个月内申请42件。", by=head, on=date(2026, 3, 9))


def test_reasons_are_asked_for_on_the_status_and_sent_once(client: Client, bureau: Bureau) -> None:
    case = to_explain(bureau)
    asked = words(parse(client.get(address(case))).select_one(".gk-notice--wait"))

    for _ in range(2):
        client.post(address(case, "explain/"), {"text": "研究需要。"})

    assert "一个月内申请42件" in asked
    sent = case.events.get(step="send_reasons")
    assert (sent.note, sent.on) == ("研究需要。", TODAY)
    shown = words(parse(client.get(address(case))).select_one(".gk-notice--wait"))
    assert "您已于2026年3月12日网上说明理由" in shown


def test_recorded_reasons_are_asked_for_no_more(client: Client, bureau: Bureau) -> None:
    case = to_explain(bureau)
    actions.record_reasons(case, text="研究需要。", by=staff_of(bureau.body).registrar, on=TODAY)

    response = client.post(address(case, "explain/"), {"text": "还有。"})

    assert response.status_code == 302
    assert not case.events.filter(step="send_reasons").exists()


def test_a_correction_sent_twice_is_one_event_and_another_is_a_second(client: Client, bureau: Bureau) -> None:
    case = to_correct(bureau)

    for text in ("2025年。", "2025年。", "2025年全年。"):
        paper = SimpleUploadedFile("名单.txt", "名单".encode())
        client.post(address(case, "correct/"), {"text": text, "papers": [paper]})

    sent = case.events.filter(step="send_correction")
    assert [event.note for event in sent] == ["2025年。", "2025年全年。"]
    assert case.files.count() == 2
