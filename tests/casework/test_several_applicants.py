"""共同申请: one request of several, with one representative; and agents without power of attorney."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework import actions, errors
from gongkai.casework.askers import missing_authority, names_of, representative_of
from gongkai.casework.facts import ApplicantFacts, CoApplicantFacts
from gongkai.casework.identity import exactly_together
from gongkai.casework.models import (
    Channel,
    CoApplicant,
    Consultation,
    DisclosureRequest,
    IdentityLook,
    RequestFile,
)
from gongkai.casework.register import applicants_among
from gongkai.letters.sources import owed
from gongkai.letters.values import values_of
from gongkai.rules.applicants import ApplicantKind
from tests.common.test_uploads import picture
from tests.factories import answer_request, make_body, make_request, staff_of

pytestmark = pytest.mark.django_db
RECEIVED, LATER = date(2026, 3, 2), date(2026, 3, 9)
ZHANG = CoApplicantFacts(name="张大力", phone="13900000001", is_representative=True)
SUN = CoApplicantFacts(name="孙小美", id_number="320900199001011234")


def file(*others: CoApplicantFacts, **facts: Any) -> DisclosureRequest:
    return make_request(body=make_body(), received_on=RECEIVED, name="王小明", co_applicants=others, **facts)


def with_agent(**facts: Any) -> DisclosureRequest:
    body = make_body()
    person = ApplicantFacts(
        kind=ApplicantKind.NATURAL_PERSON, name="王小明", phone="1380000", agent_name="赵律师"
    )
    return actions.file_request(
        body,
        applicant=person,
        matter="2025年稳岗返还企业名单",
        channel=Channel.COUNTER,
        submitted_on=RECEIVED,
        by=staff_of(body).registrar,
        on=RECEIVED,
        **facts,
    )


def test_who_asks_without_an_agent_owes_no_power_of_attorney() -> None:
    assert missing_authority(file()) == ""


def test_several_ask_in_one_request_of_the_first_ones_kind() -> None:
    case = file(ZHANG, SUN, kind=ApplicantKind.NATURAL_PERSON)

    assert DisclosureRequest.objects.count() == 1
    assert names_of(case) == ["王小明", "张大力", "孙小美"]
    assert case.applicant.kind == "natural_person"


def test_letters_go_to_the_representative_and_name_all() -> None:
    case = file(ZHANG, SUN)

    said = values_of(owed(case)[0], {}, on=RECEIVED)

    assert said["salutation"] == "王小明、张大力、孙小美"
    assert said["applicant"] == "王小明、张大力、孙小美"
    assert (said["applicant_contact"], said["you"]) == ("13900000001", "你们")


def test_without_a_named_one_the_first_applicant_represents() -> None:
    case = file(SUN)

    assert representative_of(case) == case.applicant


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ([replace(ZHANG, name=" ")], "共同申请人的姓名"),
        ([ZHANG, replace(SUN, is_representative=True, phone="1")], "代表人只能有一位"),
        ([replace(SUN, is_representative=True)], "代表人的联系电话或者通信地址"),
        ([replace(SUN, phone="1" * 41)], "联系电话填写有误"),
    ],
)
def test_what_is_incomplete_is_refused_and_nothing_filed(others: list[CoApplicantFacts], words: str) -> None:
    with pytest.raises(errors.RequestIncomplete, match=words):
        file(*others)

    assert not DisclosureRequest.objects.exists()


def test_a_corrected_name_takes_the_place_of_the_wrong_one_and_stands_in_no_event() -> None:
    case = file(ZHANG, SUN)
    wrong, by = CoApplicant.objects.get(position=1), staff_of(case.body).registrar

    actions.correct_entry(
        case, entry=f"co_applicant_{wrong.pk}_name", value="张大立", reason="抄错", by=by, on=LATER
    )

    event = case.events.get(step="correct_entry")
    assert names_of(case) == ["王小明", "孙小美", "张大立"]
    assert representative_of(case).name == "张大立"
    assert "张大" not in str(event.data)
    assert (event.data["label"], event.data["values"]) == ("共同申请人1的姓名或者名称", [])
    wrong.refresh_from_db()
    assert (wrong.name, wrong.replaced_on) == ("张大力", LATER)


def test_another_may_become_the_representative() -> None:
    case = file(ZHANG, replace(SUN, phone="13900000002"))
    sun, by = CoApplicant.objects.get(position=2), staff_of(case.body).registrar
    entry = f"co_applicant_{sun.pk}_is_representative"

    actions.correct_entry(case, entry=entry, value="是", reason="当事人重新推选", by=by, on=LATER)

    assert representative_of(case) == sun
    assert CoApplicant.objects.filter(is_representative=True).count() == 1


def test_a_correction_may_not_leave_a_representative_out_of_reach() -> None:
    case = file(ZHANG, SUN)
    sun, by = CoApplicant.objects.get(position=2), staff_of(case.body).registrar
    entry = f"co_applicant_{sun.pk}_is_representative"

    with pytest.raises(errors.RequestIncomplete):
        actions.correct_entry(case, entry=entry, value="是", reason="重新推选", by=by, on=LATER)

    assert representative_of(case).name == "张大力"


def test_a_look_says_that_the_others_were_seen() -> None:
    case = file(SUN)

    actions.look_at_identity(case, by=staff_of(case.body).registrar, on=RECEIVED)

    assert IdentityLook.objects.get().fields == ["name", "phone", "co_applicants"]


@pytest.mark.parametrize("name", ["张大力", "孙 小美", "蓝天公司", "13900000001", "王小明"])
def test_nobody_of_the_case_is_named_when_an_answer_is_released(name: str) -> None:
    case = file(ZHANG, SUN, assigned=True)
    staff = staff_of(case.body)
    actions.consult_third_party(case, party="蓝天公司", contact="海城市", by=staff.handler, on=RECEIVED)
    letter = Consultation.objects.get()
    actions.record_opinion(letter, opinion=Consultation.Opinion.AGREE, by=staff.handler, on=RECEIVED)
    case.refresh_from_db()
    case = answer_request(case, on=LATER)

    with pytest.raises(errors.NamesPerson) as refused:
        actions.release_answer(
            case, title="企业数", summary=f"{name}等126家。", by=staff.office_head, on=LATER
        )

    assert name not in str(refused.value)


def test_an_agent_without_authority_is_registered_and_asked_for_it() -> None:
    case = with_agent()

    case = actions.register_request(case, by=staff_of(case.body).registrar, on=RECEIVED)

    assert case.state == "registered"
    assert "授权委托书" in missing_authority(case)
    assert "赵律师" not in missing_authority(case)


def test_with_the_power_of_attorney_nothing_is_missing() -> None:
    case = with_agent()
    paper = SimpleUploadedFile("委托书.png", picture("PNG"))

    actions.attach_file(
        case,
        file=paper,
        purpose=RequestFile.Purpose.AGENCY,
        by=staff_of(case.body).registrar,
        on=RECEIVED,
    )

    assert missing_authority(case) == ""


def join(case: DisclosureRequest, person: CoApplicantFacts, **facts: Any) -> CoApplicant:
    by = staff_of(case.body).registrar
    return actions.join_applicant(
        case, person=person, reason=facts.get("reason", "第二页有签名"), by=by, on=LATER
    )


def test_somebody_forgotten_is_added_with_a_reason_and_named_in_no_event() -> None:
    case = file(ZHANG)

    join(case, SUN)

    event = case.events.get(step="join_applicant")
    assert names_of(case) == ["王小明", "张大力", "孙小美"]
    assert (event.note, event.data) == ("第二页有签名", {"position": 2, "leads": False})
    assert representative_of(case).name == "张大力"
    assert DisclosureRequest.objects.counted().count() == 1


def test_an_added_representative_takes_the_place_of_the_former() -> None:
    case = file(ZHANG)

    join(case, replace(SUN, is_representative=True, address="海城市"))

    assert representative_of(case).name == "孙小美"


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    case = file(SUN)

    join(case, replace(SUN, id_number="320900199001015678"))

    assert names_of(case) == ["王小明", "孙小美", "孙小美"]


@pytest.mark.parametrize(
    ("person", "reason", "error"),
    [
        (SUN, " ", errors.RequestIncomplete),
        (replace(SUN, name=""), "有签名", errors.RequestIncomplete),
        (replace(ZHANG, name="张 大力"), "有签名", errors.AlreadyAsks),
        (CoApplicantFacts(name="王小明"), "有签名", errors.AlreadyAsks),
    ],
)
def test_who_asks_already_or_without_reason_is_not_added(
    person: CoApplicantFacts, reason: str, error: type[Exception]
) -> None:
    case = file(ZHANG)

    with pytest.raises(error):
        join(case, person, reason=reason)

    assert names_of(case) == ["王小明", "张大力"]


def test_nobody_is_added_to_what_was_purged() -> None:
    case = file()
    case.applicant.purged_on = LATER
    case.applicant.save()

    with pytest.raises(errors.IdentityPurged):
        join(case, SUN)


@pytest.mark.parametrize("name", ["王小明", "张大力", "孙 小美"])
def test_each_who_asks_finds_the_request_by_the_own_name(name: str) -> None:
    case = file(ZHANG, SUN)

    found = DisclosureRequest.objects.for_tracking(case.query_code, name)

    assert list(found) == [case]


def test_the_code_with_any_other_name_or_a_replaced_one_finds_nothing() -> None:
    case = file(ZHANG)
    wrong, by = CoApplicant.objects.get(position=1), staff_of(case.body).registrar
    entry = f"co_applicant_{wrong.pk}_name"
    actions.correct_entry(case, entry=entry, value="张大立", reason="抄错", by=by, on=LATER)

    found = DisclosureRequest.objects.for_tracking

    assert not found(case.query_code, "张大力").exists()
    assert not found(case.query_code, "李四").exists()
    assert found(case.query_code, "张大立").get() == case


@pytest.mark.parametrize(
    ("asked", "found"), [("孙小美", 1), ("320900199001011234", 1), ("王小明", 0), ("孙小", 0), ("", 0)]
)
def test_a_request_is_found_by_whoever_signed_it_with_the_first(asked: str, found: int) -> None:
    file(ZHANG, SUN)

    assert DisclosureRequest.objects.filter(exactly_together(asked)).count() == found


def test_the_register_tells_which_words_are_names_of_its_applicants() -> None:
    case = file(SUN)

    assert applicants_among(case.body, ["王小明", "孙小美", "李明"]) == {"王小明", "孙小美"}
    assert applicants_among(case.body, []) == frozenset()
    assert applicants_among(make_body(), ["王小明", "孙小美"]) == frozenset()
