"""文书种类: every outcome has its letter, every step that owes one names it, and numbers do not mix."""

import pytest

from gongkai.casework.workflow import CASEWORK
from gongkai.letters.numbering import SERIES_LENGTH
from gongkai.rules.letters import (
    REPLY_NUMBER,
    Addressee,
    fields,
    kind,
    kind_of_reply,
    kind_taking,
    kinds,
    kinds_after,
)
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role


@pytest.mark.parametrize(
    ("outcome", "flag", "label"),
    [
        (Outcome.GRANTED_ALREADY_PUBLIC, "", "已主动公开告知书"),
        (Outcome.PARTIAL, "", "部分公开答复书"),
        (Outcome.DENIED_THIRD_PARTY, "privacy", "不予公开告知书"),
        (Outcome.DENIED_SPECIAL_QUERY, "", "特别规定告知书"),
        (Outcome.UNAVAILABLE_NOT_HELD, "not_existing", "信息不存在告知书"),
        (Outcome.UNAVAILABLE_NOT_HELD, "not_responsible", "非本机关负责公开告知书"),
        (Outcome.REFUSED_PETITION, "", "不作为申请处理告知书"),
        (Outcome.OTHER_MISC, "not_government_information", "不属于政府信息告知书"),
    ],
)
def test_a_reply_goes_out_as_the_letter_of_its_kind(outcome: Outcome, flag: str, label: str) -> None:
    assert kind_of_reply(outcome, flag).label == label


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_with_every_finer_ground_has_a_letter_with_a_remedy(outcome: Outcome) -> None:
    letters = [kind_of_reply(outcome, flag) for flag in ("", *outcome.details)]

    assert all(each.remedy and each.number == REPLY_NUMBER for each in letters)


def test_letters_follow_steps_that_exist() -> None:
    steps = {step.code for step in CASEWORK.steps}

    assert {step for each in kinds().values() for step in each.arises} <= steps


def test_a_third_party_consultation_gives_rise_to_three_letters() -> None:
    assert [each.label for each in kinds_after("consult_third_party")] == [
        "征求意见书（第三方）",
        "征求意见确认函",
        "征求意见告知书（申请人）",
    ]


def test_the_rows_of_numbers_are_told_apart() -> None:
    own = [code[:SERIES_LENGTH] for code, each in kinds().items() if each.number not in ("", REPLY_NUMBER)]

    assert len(own) == len(set(own))
    assert REPLY_NUMBER not in own


def test_names_in_templates_are_told_apart() -> None:
    labels = [field.label for field in fields().values()]

    assert len(labels) == len(set(labels))


def test_a_handler_sends_what_asks_for_an_opinion_only() -> None:
    assert Role.HANDLER in kind("third_party_letter").sent_by
    assert Role.HANDLER not in kind("extension_notice").sent_by


def test_addressees_have_names() -> None:
    assert [each.label for each in Addressee] == ["申请人", "第三方", "其他机关", "本机关科室"]


def test_a_letter_that_asks_for_an_opinion_is_told_from_one_that_carries_a_reply() -> None:
    asking = {code for code, each in kinds().items() if each.is_consultation}

    assert asking == {"third_party_letter", "peer_letter"}
    assert not any(kind(code).carries_reply for code in asking)
    assert kind_of_reply(Outcome.PARTIAL).carries_reply


def test_the_form_of_registration_bears_no_number() -> None:
    assert not kind("registration_form").is_numbered
    assert kind("receipt").is_numbered


def test_sending_the_notice_is_how_a_correction_is_asked_for_and_nothing_is_how_to_archive() -> None:
    asking = kind_taking("ask_to_correct")

    assert asking is not None
    assert asking.label == "补正告知书"
    assert kind_taking("archive") is None
    assert kind_taking("") is None
