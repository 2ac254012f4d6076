"""审核链和应急发布（条例第十七条）: who reviews what, in which order, and what may go out before it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import SettingChange
from gongkai.publishing import actions
from gongkai.publishing.errors import (
    ChangedSinceApproval,
    Incomplete,
    MustNotGoOut,
    NotForPublication,
    NotProofread,
    NotUrgent,
    OwnVersion,
    ReasonMissing,
    SamePerson,
)
from gongkai.publishing.models import EmergencyPublication, InformationItem
from gongkai.publishing.states import State
from gongkai.rules.review_chains import Stage, chain_kinds
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
LATER = date(2026, 2, 13)
DOCUMENT: dict[str, Any] = {
    "document_kind": "normative_document",
    "doc_no": "海人社发〔2026〕3号",
    "validity": "in_force",
}


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def choose(staff: Staff, *stages: str, proofread: bool = False) -> None:
    """Let all kinds of information of the body pass these reviews."""
    actions.set_review_policy(
        staff.body,
        chains=dict.fromkeys(chain_kinds(), stages),
        proofread=dict.fromkeys(chain_kinds(), proofread),
        emergency_days=None,
        by=None,
    )


def submitted(staff: Staff, **facts: Any) -> InformationItem:
    return actions.submit_item(staff.draft(**facts), by=staff.writer, on=TODAY)


def person(staff: Staff, stage: Stage) -> Any:
    unit = staff.unit if stage is Stage.UNIT else None
    return make_user(role=stage.role, unit=unit, body=staff.body)


def agree(staff: Staff, item: InformationItem, stage: Stage, by: Any = None) -> InformationItem:
    by = by or person(staff, stage)
    if stage is Stage.SECRECY:
        return staff.pass_secrecy(item) if by is staff.reviewer else secrecy(item, by)
    return actions.approve_stage(item, stage=stage, proofread=True, by=by, on=TODAY)


def secrecy(item: InformationItem, by: Any) -> InformationItem:
    return actions.approve_secrecy(
        item, checked=list(review_points()), disclosure_mode="public", proofread=True, by=by, on=TODAY
    )


CHAINS = (
    ("unit", "secrecy"),
    ("secrecy", "leader"),
    ("office", "secrecy"),
    ("legal", "secrecy"),
    ("unit", "office", "secrecy"),
    ("unit", "legal", "secrecy", "leader"),
    ("office", "legal", "secrecy", "leader"),
    ("unit", "office", "legal", "secrecy"),
)


@pytest.mark.parametrize("chain", CHAINS, ids="-".join)
def test_an_item_passes_the_reviews_that_its_body_chose_and_no_other(
    staff: Staff, chain: tuple[str, ...]
) -> None:
    choose(staff, *chain)
    item = submitted(staff)

    seen = []
    for stage in map(Stage, chain):
        seen.append(item.state)
        for other in set(Stage) - {stage}:
            with pytest.raises(StepNotAllowed):
                actions.approve_stage(item, stage=other, by=person(staff, other), on=TODAY)
        item = agree(staff, item, stage)

    assert seen == [f"{stage}_review" for stage in chain]
    assert item.state == State.APPROVED
    assert actions.publish_item(item, by=staff.leader, on=TODAY).live


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_each_review_is_for_one_role(staff: Staff, stage: Stage, role: Role) -> None:
    choose(staff, *{stage, Stage.SECRECY, Stage.UNIT})
    item = submitted(staff)
    while item.state != f"{stage}_review":
        item = agree(staff, item, Stage(item.state.removesuffix("_review")))

    allowed = {option.step.code for option in staff.steps(item, make_user(role=role, unit=staff.unit))}
    open_to = {
        option.step.code
        for option in staff.steps(item, make_user(role=role, unit=staff.unit))
        if option.allowed and option.step.code.startswith(("approve_", "return_"))
    }

    assert f"approve_{stage}" in allowed
    assert open_to == ({f"approve_{stage}", f"return_{stage}"} if role is stage.role else set())


def test_a_document_is_signed_by_the_leader_after_the_secrecy_review(staff: Staff) -> None:
    item = submitted(staff, **DOCUMENT)

    item = actions.approve_unit(item, proofread=True, by=staff.head, on=TODAY)
    item = secrecy(item, staff.reviewer)

    assert item.state == State.LEADER_REVIEW
    assert item.events.get(step="submit").data["chain"] == ["unit", "secrecy", "leader"]


def test_where_all_proofread_nobody_passes_without(staff: Staff) -> None:
    item = submitted(staff, **DOCUMENT)

    with pytest.raises(NotProofread):
        actions.approve_unit(item, by=staff.head, on=TODAY)

    item = actions.approve_unit(item, proofread=True, by=staff.head, on=TODAY)
    assert item.events.get(step="approve_unit").value("proofread") is True


def test_one_person_does_not_speak_twice_in_one_chain(staff: Staff) -> None:
    assign_role(staff.head, unit=staff.unit, role=Role.SECRECY_REVIEWER, on=date(2020, 1, 1))
    item = actions.approve_unit(submitted(staff), by=staff.head, on=TODAY)

    with pytest.raises(SamePerson, match="科室审核通过"):
        secrecy(item, staff.head)
    assert not InformationItem.objects.awaiting(staff.head, TODAY).exists()
    assert InformationItem.objects.awaiting(staff.reviewer, TODAY).get() == item


def test_in_the_next_round_the_same_person_may_speak_again(staff: Staff) -> None:
    item = actions.approve_unit(submitted(staff), by=staff.head, on=TODAY)
    item = actions.return_item(item, opinion="请补充联系电话", by=staff.reviewer, on=TODAY)
    item = actions.submit_item(item, by=staff.writer, on=TODAY)

    assert actions.approve_unit(item, by=staff.head, on=TODAY).state == State.SECRECY_REVIEW


def test_whoever_wrote_a_word_of_it_does_not_review_it(staff: Staff) -> None:
    assign_role(staff.head, unit=staff.unit, role=Role.HANDLER, on=date(2020, 1, 1))
    item = actions.save_draft(staff.draft(), summary="科长加的一句", by=staff.head, on=TODAY)
    item = actions.save_draft(item, title="承办人又改了标题", by=staff.writer, on=TODAY)
    item = actions.submit_item(item, by=staff.writer, on=TODAY)

    with pytest.raises(OwnVersion):
        actions.approve_unit(item, by=staff.head, on=TODAY)
    assert not InformationItem.objects.awaiting(staff.head, TODAY).exists()


def test_words_that_passed_a_review_once_are_nobodys_own_any_more(staff: Staff) -> None:
    item = staff.published()
    assign_role(staff.writer, unit=staff.unit, role=Role.UNIT_HEAD, on=date(2020, 1, 1))
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    item = actions.amend_item(item, by=other, on=TODAY)
    item = actions.submit_item(item, by=other, on=TODAY)

    assert actions.approve_unit(item, by=staff.writer, on=TODAY).state == State.SECRECY_REVIEW


def test_another_choice_of_the_body_does_not_change_what_is_under_review(staff: Staff) -> None:
    item = submitted(staff)
    choose(staff, "unit", "office", "secrecy")

    item = actions.approve_unit(item, by=staff.head, on=TODAY)

    assert item.state == State.SECRECY_REVIEW


CHANGES: dict[str, Callable[[InformationItem, Staff], Any]] = {
    "text": lambda item, staff: actions.save_draft(item, content="<p>改</p>", by=staff.writer, on=TODAY),
    "file": lambda item, staff: actions.attach_file(
        item, file=ContentFile("补".encode(), name="补充.txt"), by=staff.writer, on=TODAY
    ),
    "file removed": lambda item, staff: actions.remove_attachment(
        item.attachments.get(), by=staff.writer, on=TODAY
    ),
    "past the actions": lambda item, staff: InformationItem.objects.filter(pk=item.pk).update(title="改"),
    "file on disk": lambda item, staff: overwrite(item),
}


def overwrite(item: InformationItem) -> None:
    with open(item.attachments.get().file.path, "wb") as stored:
        stored.write("换了".encode())


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_approved_cannot_change_and_go_out(staff: Staff, change: str) -> None:
    item = staff.draft()
    actions.attach_file(item, file=ContentFile("名单".encode(), name="名单.txt"), by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))

    CHANGES[change](item, staff)

    with pytest.raises(ChangedSinceApproval):
        actions.publish_item(item, by=staff.leader, on=TODAY)


def test_a_chain_without_the_secrecy_review_is_not_kept(staff: Staff) -> None:
    with pytest.raises(ValidationError, match="保密审查") as caught:
        choose(staff, "unit", "leader")

    assert set(caught.value.message_dict) == {f"chain_{code}" for code in chain_kinds()}
    assert not SettingChange.objects.exists()


def test_a_choice_is_logged_in_words(staff: Staff) -> None:
    choose(staff, "unit", "office", "secrecy")

    [change] = SettingChange.objects.of(staff.body)
    assert ["其他信息的审核链", "科室审核、保密审查", "科室审核、公开办审核、保密审查"] in change.changes


def urgent(
    staff: Staff, item: InformationItem, reason: str = "台风红色预警，立即告知公众"
) -> InformationItem:
    return actions.publish_urgently(item, reason=reason, by=staff.leader, on=LATER)


def test_what_cannot_wait_goes_out_and_says_openly_what_is_missing(staff: Staff) -> None:
    item = actions.approve_unit(submitted(staff), by=staff.head, on=TODAY)

    item = urgent(staff, item)

    [emergency] = EmergencyPublication.objects.of(staff.body).open()
    assert (item.live, item.state) == (True, State.PUBLISHED)
    assert (emergency.missing, emergency.missing_words) == (["secrecy"], "保密审查")
    assert (emergency.by, emergency.own) == (staff.leader, False)
    assert emergency.review_due_on == date(2026, 2, 25)  # 2月14日补班，15日至23日春节
    assert item.events.get(step="publish_urgently").opinion == "台风红色预警，立即告知公众"


def test_that_the_author_published_is_said_too(staff: Staff) -> None:
    assign_role(staff.writer, unit=staff.unit, role=Role.OFFICE_HEAD, on=date(2020, 1, 1))

    item = actions.publish_urgently(staff.draft(), reason="辟谣", by=staff.writer, on=LATER)

    emergency = item.emergencies.get()
    assert (emergency.own, emergency.missing) == (True, ["unit", "secrecy"])


def test_urgency_needs_a_reason_and_those_in_charge(staff: Staff) -> None:
    with pytest.raises(ReasonMissing):
        urgent(staff, staff.draft(), reason=" ")
    for other in (staff.writer, staff.head, staff.reviewer):
        with pytest.raises(StepNotAllowed):
            actions.publish_urgently(staff.draft(), reason="急", by=other, on=LATER)


def test_no_urgency_lets_out_what_the_check_bars_or_the_catalogue_lacks(staff: Staff) -> None:
    with pytest.raises(MustNotGoOut):
        urgent(staff, staff.draft(content="<p>身份证号码11010519491231002X</p>"))
    with pytest.raises(Incomplete):
        urgent(staff, staff.draft(summary=""))
    with pytest.raises(NotForPublication):
        urgent(staff, staff.draft(disclosure_mode="withheld", mode_reason="条例第十四条"))


def test_a_review_afterwards_lets_it_stand(staff: Staff) -> None:
    item = urgent(staff, submitted(staff))

    with pytest.raises(Incomplete):
        actions.pass_afterwards(item, checked=[], by=staff.reviewer, on=LATER)
    actions.pass_afterwards(item, checked=list(review_points()), by=staff.reviewer, on=LATER)

    emergency = item.emergencies.get()
    assert (emergency.passed, emergency.reviewed_by, emergency.is_open) == (True, staff.reviewer, False)
    with pytest.raises(NotUrgent):
        actions.pass_afterwards(item, checked=list(review_points()), by=staff.reviewer, on=LATER)


def test_a_review_afterwards_takes_it_off_at_once(staff: Staff) -> None:
    item = urgent(staff, submitted(staff))

    with pytest.raises(ReasonMissing):
        actions.stop_afterwards(item, opinion="", by=staff.reviewer, on=LATER)
    with pytest.raises(NotForPublication):
        actions.stop_afterwards(item, found=["no point"], opinion="涉及个人隐私", by=staff.reviewer, on=LATER)
    item = actions.stop_afterwards(
        item, found=["third_party"], opinion="涉及个人隐私", by=staff.reviewer, on=LATER
    )

    assert (item.live, item.get_ending_display(), item.withdrawal_reason) == (False, "撤回", "涉及个人隐私")
    assert item.emergencies.get().passed is False


def test_nobody_reviews_afterwards_what_they_published_or_wrote(staff: Staff) -> None:
    for each in (staff.leader, staff.writer):
        assign_role(each, unit=staff.unit, role=Role.SECRECY_REVIEWER, on=date(2020, 1, 1))
    item = urgent(staff, submitted(staff))

    with pytest.raises(SamePerson):
        actions.pass_afterwards(item, checked=list(review_points()), by=staff.leader, on=LATER)
    with pytest.raises(OwnVersion):
        actions.pass_afterwards(item, checked=list(review_points()), by=staff.writer, on=LATER)


def test_what_is_off_the_site_waits_for_no_review(staff: Staff) -> None:
    item = urgent(staff, submitted(staff))

    actions.withdraw_item(item, reason="情况已经变化", by=staff.leader, on=LATER)

    assert not EmergencyPublication.objects.open().exists()
    assert not EmergencyPublication.objects.get().is_open
