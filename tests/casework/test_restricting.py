"""限定查看: a case for named people only; lists, steps and inbox know it; each change is an event."""

from datetime import date

import pytest

from gongkai.bodies.models import User
from gongkai.casework import actions, errors
from gongkai.casework.actions.leaving import name_instead, pass_on_mentions
from gongkai.casework.models import DisclosureRequest, Mention
from gongkai.casework.progress import roles_for
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
RECEIVED, LATER = date(2026, 3, 2), date(2026, 3, 9)


@pytest.fixture
def case() -> DisclosureRequest:
    return make_request(body=make_body(), received_on=RECEIVED, assigned=True)


def restrict(case: DisclosureRequest, *readers: object) -> DisclosureRequest:
    head = staff_of(case.body).office_head
    return actions.restrict_request(case, readers=readers, reason="涉及人事", by=head, on=LATER)  # type: ignore[arg-type]


def test_only_the_named_and_the_offices_head_see_it(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)

    restrict(case, staff.handler)

    def sees(user: object) -> bool:
        return DisclosureRequest.objects.visible_to(user).exists()  # type: ignore[arg-type]

    assert (sees(staff.handler), sees(staff.office_head)) == (True, True)
    assert (sees(staff.registrar), sees(staff.leader), sees(staff.legal_reviewer)) == (False, False, False)


def test_to_be_named_gives_no_rights_that_a_role_does_not_give(case: DisclosureRequest) -> None:
    officer = make_user(role=Role.INFORMATION_OFFICER, body=case.body)

    restrict(case, officer)

    assert not DisclosureRequest.objects.visible_to(officer).exists()


def test_who_is_not_named_does_nothing_in_it(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    case = restrict(case, staff.handler)

    assert roles_for(case, staff.registrar, LATER) == frozenset()
    assert Role.HANDLER in roles_for(case, staff.handler, LATER)
    with pytest.raises(StepNotAllowed):
        actions.extend_deadline(case, days=5, reason="涉及多个科室", by=staff.registrar, on=LATER)


def test_the_event_keeps_who_was_named_before_and_after(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    case = restrict(case, staff.handler)

    restrict(case, staff.registrar)

    first, second = case.events.filter(step="restrict")
    assert (first.note, first.data["readers"]) == ("涉及人事", [[], [str(staff.handler)]])
    assert second.data["readers"] == [[str(staff.handler)], [str(staff.registrar)]]
    assert DisclosureRequest.objects.visible_to(staff.registrar).get().is_restricted


def test_lifted_it_is_open_to_all_roles_again(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    case = restrict(case, staff.handler)

    actions.lift_restriction(case, reason="已经处理", by=staff.office_head, on=LATER)

    assert DisclosureRequest.objects.visible_to(staff.leader).exists()
    assert case.events.get(step="lift_restriction").data["readers"] == [[str(staff.handler)], []]


def test_nobody_named_no_reason_or_nothing_to_lift_is_refused(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    head = staff.office_head

    with pytest.raises(errors.RequestIncomplete, match="可以查看"):
        restrict(case)
    with pytest.raises(errors.RequestIncomplete, match="理由"):
        actions.restrict_request(case, readers=[staff.handler], reason=" ", by=head, on=LATER)
    with pytest.raises(errors.NotRestricted):
        actions.lift_restriction(case, reason="略", by=head, on=LATER)
    with pytest.raises(StepNotAllowed):
        actions.restrict_request(case, readers=[staff.handler], reason="略", by=staff.registrar, on=LATER)


def test_a_mention_waits_for_nobody_who_may_not_read_the_case(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    actions.add_note(case, text="请看", mention=[staff.leader], by=staff.registrar, on=LATER)
    assert Mention.objects.unread(staff.leader, case.body).exists()

    restrict(case, staff.handler)

    assert not Mention.objects.unread(staff.leader, case.body).exists()


def test_the_account_that_keeps_the_machine_sees_every_case_but_those(case: DisclosureRequest) -> None:
    keeper = make_user(role=Role.ADMINISTRATOR, unit=case.handling_unit)
    keeper.is_superuser = True
    assert DisclosureRequest.objects.visible_to(keeper).get() == case

    restrict(case, staff_of(case.body).handler)

    assert not DisclosureRequest.objects.visible_to(keeper).exists()


def another_handler(case: DisclosureRequest) -> User:
    return make_user(role=Role.HANDLER, unit=case.handling_unit)


def assign(case: DisclosureRequest, handler: User | None, by: User) -> DisclosureRequest:
    return actions.assign_unit(case, unit=case.handling_unit, handler=handler, by=by, on=LATER)


def test_whom_the_offices_head_gives_it_to_is_named_with_it(case: DisclosureRequest) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    case = restrict(case, staff.registrar)

    case = assign(case, other, by=staff.office_head)

    assert DisclosureRequest.objects.visible_to(other).get() == case
    assert case.events.get(step="assign", data__has_key="readers").data["readers"] == [
        [str(staff.registrar)],
        [str(each) for each in (staff.registrar, other)],
    ]


def test_nobody_else_gives_it_to_somebody_who_may_not_read_it(case: DisclosureRequest) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    case = restrict(case, staff.registrar)

    with pytest.raises(errors.NotNamed, match="不在可以查看的人员中"):
        assign(case, other, by=staff.registrar)

    assert case.events.filter(step="assign").count() == 1


def test_it_goes_to_no_unit_in_which_nobody_may_read_it(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    case = restrict(case, staff.registrar)

    with pytest.raises(errors.NotNamed, match="请指定经办人"):
        assign(case, None, by=staff.office_head)

    case = restrict(case, staff.registrar, staff.handler)
    assert assign(case, None, by=staff.office_head).handler is None


def test_who_is_named_already_is_named_once(case: DisclosureRequest) -> None:
    staff = staff_of(case.body)
    case = restrict(case, staff.registrar, staff.handler)

    case = assign(case, staff.handler, by=staff.registrar)

    assert [each.data.get("readers") for each in case.events.filter(step="assign")] == [None, None]


def test_the_offices_head_names_the_successor_of_a_reader_and_nobody_else_does(
    case: DisclosureRequest,
) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    restrict(case, staff.registrar, staff.handler)
    facts = {"body": case.body, "to": other, "note": "调离", "on": LATER}

    assert name_instead(staff.handler, by=staff.registrar, **facts) == []  # type: ignore[arg-type]
    assert name_instead(staff.handler, by=staff.office_head, **facts) == [case]  # type: ignore[arg-type]

    assert set(case.readers.all()) == {staff.registrar, other}
    assert case.events.filter(step="restrict").latest("pk").note == f"{staff.handler}的工作移交{other}。调离"


def test_what_was_mentioned_to_a_leaver_waits_for_the_successor_who_may_read_it(
    case: DisclosureRequest,
) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    hidden = make_request(body=case.body, received_on=RECEIVED, assigned=True)
    for each in (case, hidden):
        actions.add_note(each, text="请看", mention=[staff.handler], by=staff.registrar, on=LATER)
    restrict(hidden, staff.handler)

    assert pass_on_mentions(staff.handler, body=case.body, to=other, on=LATER) == 1

    assert Mention.objects.unread(other, case.body).get().note.request == case
    assert Mention.objects.unread(staff.handler, case.body).get().note.request == hidden


def test_what_is_kept_for_others_stays_when_all_else_is_handed_over(case: DisclosureRequest) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    administrator = make_user(role=Role.ADMINISTRATOR, unit=staff.office)
    hidden = make_request(body=case.body, received_on=RECEIVED, assigned=True)
    restrict(hidden, hidden.handler)

    moved = actions.hand_over_all(staff.handler, body=case.body, to=other, by=administrator, on=LATER)

    assert moved == [case]


def test_handed_over_it_can_be_read_by_who_goes_on_with_it(case: DisclosureRequest) -> None:
    staff, other = staff_of(case.body), another_handler(case)
    case = restrict(case, staff.handler)

    actions.hand_over(case, handler=other, by=staff.office_head, on=LATER)

    assert DisclosureRequest.objects.visible_to(other).get().handler == other
