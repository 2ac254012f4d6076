"""信息更正 on the screen: taken in, decided, told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import RecordCorrection, RecordLook
from gongkai.casework.record_states import RecordState
from gongkai.rules.roles import Role
from tests.factories import Staff, make_body, make_record_correction, make_user
from tests.office.conftest import MONDAY, LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TYPED = {
    "name": "李明",
    "phone": "13800000000",
    "record": "个人参保缴费记录",
    "wrong": "2019年5月未记载",
    "right": "2019年5月已缴费",
    "evidence": "工资条",
    "received_on": "2026-03-09",
}


def test_a_request_for_correction_is_taken_in(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser, url = log_in(staff.registrar), reverse("office:file_record_correction")
    assert "没有更正申请" in words(browser.get(reverse("office:record_corrections")))

    refused = browser.post(url, {**TYPED, "phone": ""})
    filed = browser.post(url, TYPED, follow=True)

    assert "联系方式" in words(refused)
    assert "工资条" in words(filed)
    assert "更正20260001" in words(browser.get(reverse("office:record_corrections")))
    assert bureau.record_corrections.get().person.phone == "13800000000"


def test_only_the_registry_takes_it_in(staff: Staff, log_in: LogIn) -> None:
    page = log_in(staff.leader).get(reverse("office:file_record_correction"))

    assert "现在不能办理" in words(page)


def test_it_is_decided_and_told(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    record = make_record_correction(body=bureau)
    head, registrar = log_in(staff.office_head), log_in(staff.registrar)
    step = reverse("office:record_step", args=[record.pk, "transfer"])

    assert "现在不能办理" in words(registrar.get(step))
    assert "有内容需要修改" in words(head.post(step, {"decision": "属税务机关职责"}))
    head.post(step, {"decision": "属税务机关职责", "other_body": "海城市税务局"})
    told = reverse("office:record_step", args=[record.pk, "tell"])
    assert "告知方式" in words(registrar.get(told))
    registrar.post(told, {"note": "电话告知"})

    page = words(registrar.get(reverse("office:record_correction", args=[record.pk])))
    assert "海城市税务局" in page
    assert "电话告知" in page
    assert RecordCorrection.objects.get().state == RecordState.TOLD


def test_a_refusal_of_the_action_stands_above_the_form(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    record = make_record_correction(body=bureau)
    url = reverse("office:record_step", args=[record.pk, "correct"])

    page = log_in(staff.registrar).post(url, {"decision": "已更正"})

    assert "现在不能办理" in words(page)
    assert RecordCorrection.objects.get().state == RecordState.RECEIVED


def test_others_steps_and_other_bodies_are_not_found(staff: Staff, log_in: LogIn) -> None:
    record, browser = make_record_correction(body=make_body()), log_in(staff.office_head)

    assert browser.get(reverse("office:record_correction", args=[record.pk])).status_code == 404
    own = make_record_correction(body=staff.office.body)
    assert browser.get(reverse("office:record_step", args=[own.pk, "file"])).status_code == 404
    assert log_in(staff.handler).get(reverse("office:record_corrections")).status_code in (302, 403)


def evidence(name: str = "工资条.txt", content: bytes = b"2019-05") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_evidence_comes_with_the_request_and_more_afterwards(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.registrar)
    browser.post(reverse("office:file_record_correction"), {**TYPED, "file": evidence()})
    record = bureau.record_corrections.get()

    add = reverse("office:record_step", args=[record.pk, "add_evidence"])
    browser.post(add, {"file": evidence("证明.txt")})

    page = words(browser.get(reverse("office:record_correction", args=[record.pk])))
    assert "工资条.txt" in page
    assert "证明.txt" in page
    assert record.events.filter(step="add_evidence").count() == 1
    first = reverse("office:record_file", args=[record.pk, record.files.all()[0].pk])
    assert b"".join(browser.get(first)) == b"2019-05"
    assert log_in(staff.handler).get(first).status_code in (302, 403)
    assert [(look.by, look.file.name) for look in record.looks.all()] == [(staff.registrar, "工资条.txt")]


def test_whom_it_is_about_is_masked_until_somebody_looks(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    person = {"name": "李明", "id_type": "id_card", "id_number": "210204199001011234", "phone": "13812345678"}
    person |= {"email": "li.ming@example.org", "address": "海城市人民路1号"}
    record = make_record_correction(body=bureau, person=person)
    browser = log_in(staff.legal_reviewer)
    masked = ("李*", "210***********1234", "138****5678", "l***@example.org", "海城市***")
    given = [value for key, value in person.items() if key != "id_type"]

    closed = words(browser.get(reverse("office:record_correction", args=[record.pk])))
    answer = browser.post(reverse("office:record_person", args=[record.pk]), {"reason": "核对身份"})

    assert all(text in closed for text in masked)
    assert not any(value in closed for value in given)
    assert all(value in words(answer) for value in given)
    assert "居民身份证" in closed
    assert "no-store" in answer["Cache-Control"]
    look = RecordLook.objects.get()
    assert (look.record, look.by, look.reason, str(look)) == (
        record,
        staff.legal_reviewer,
        "核对身份",
        f"{record.number} {look.on}",
    )
    assert look.fields == ["name", "id_number", "phone", "email", "address"]
    again = browser.get(reverse("office:record_person", args=[record.pk]), follow=True)
    assert "李明" not in words(again)


def test_a_leader_reads_neither_contacts_nor_evidence(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    record, browser = make_record_correction(body=bureau, file=evidence()), log_in(staff.leader)

    page = words(browser.get(reverse("office:record_correction", args=[record.pk])))
    file = browser.get(reverse("office:record_file", args=[record.pk, record.files.get().pk]))
    look = browser.post(reverse("office:record_person", args=[record.pk]))

    assert all(text in page for text in ("李*", "证据材料1"))
    assert not any(text in page for text in ("138", "工资条.txt"))
    assert {file.status_code, look.status_code} <= {302, 403}
    assert not RecordLook.objects.exists()


def test_the_auditor_reads_who_looked(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    record = make_record_correction(body=bureau, file=evidence())
    actions.look_at_record(record, reason="核对身份", by=staff.registrar, on=MONDAY)
    actions.look_at_record(record, file=record.files.get(), by=staff.archivist, on=MONDAY)
    browser = log_in(make_user(role=Role.AUDITOR, body=bureau))

    page = browser.get(reverse("office:looks"), {"of": "record", "number": record.number})

    assert "姓名或者名称、联系电话" in words(page)
    assert "文件：证据材料" in words(page)
    assert "核对身份" in words(page)
    assert f'href="{reverse("office:record_correction", args=[record.pk])}"' in page.content.decode()
    assert "李明" not in words(page)
    of_none = browser.get(reverse("office:looks"), {"of": "record", "number": "无"})
    assert "没有符合条件的记录" in words(of_none)


def test_a_macro_or_an_archive_is_no_evidence(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser, url = log_in(staff.registrar), reverse("office:file_record_correction")

    page = browser.post(url, {**TYPED, "file": evidence("证据.zip", b"PK\x03\x04")})

    assert page.context["form"].errors
    assert not bureau.record_corrections.exists()


def test_what_was_decided_takes_no_more_evidence(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    record = make_record_correction(body=bureau)
    actions.refuse_record(record, decision="记录无误", by=staff.office_head, on=MONDAY)

    page = log_in(staff.registrar).get(reverse("office:record_step", args=[record.pk, "add_evidence"]))

    assert "现在不能办理" in words(page)
