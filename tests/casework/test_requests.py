"""谁看得见哪些申请，哪些申请到期、计入哪一年."""

import ast
from datetime import date

import pytest
from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from gongkai.bodies.models import User
from gongkai.casework.actions import ask_to_correct
from gongkai.casework.codes import ALPHABET, new_query_code
from gongkai.casework.guards import steps_for
from gongkai.casework.models import Applicant, DisclosureRequest, RequestEvent
from gongkai.rules.roles import Role
from tests.factories import answer_request, make_body, make_request, make_unit, make_user, staff_of
from tests.source import PACKAGE, calls, modules

pytestmark = pytest.mark.django_db
REQUESTS = DisclosureRequest.objects


# --- who sees what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role",
    [
        "registrar",
        "office_head",
        "archivist",
        "report_editor",
        "leader",
        "legal_reviewer",
        "secrecy_reviewer",
        "auditor",
    ],
)
def test_who_serves_the_whole_body_sees_all_of_it_and_nothing_of_others(role: str) -> None:
    mine, other = make_request(), make_request()
    user = make_user(role=Role(role), body=mine.body)

    assert list(REQUESTS.visible_to(user)) == [mine]
    assert other not in REQUESTS.visible_to(user)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.UNIT_HEAD])
def test_units_see_what_they_handle(role: Role) -> None:
    case = make_request(assigned=True)
    make_request(body=case.body, unit=make_unit(body=case.body), assigned=True)
    make_request(body=case.body)

    assert list(REQUESTS.visible_to(make_user(role=role, unit=case.handling_unit))) == [case]


@pytest.mark.parametrize("role", [Role.INFORMATION_OFFICER, Role.ADMINISTRATOR])
def test_others_see_none(role: Role) -> None:
    case = make_request(assigned=True)

    assert not REQUESTS.visible_to(make_user(role=role, unit=case.handling_unit)).exists()


def test_a_role_that_has_ended_shows_nothing() -> None:
    case = make_request()
    user = make_user(role=Role.REGISTRAR, body=case.body)
    user.assignments.update(until_on=date(2026, 1, 1))

    assert localdate() > date(2026, 1, 1)
    assert not REQUESTS.visible_to(user).exists()


def test_a_body_has_its_own_and_those_below_it() -> None:
    city = make_body()
    county = make_body(parent=city)
    above, below = make_request(body=city), make_request(body=county)

    assert list(REQUESTS.of(city)) == [above]
    assert set(REQUESTS.within(city)) == {above, below}


# --- time ---------------------------------------------------------------------------------------------------


def test_due_and_overdue() -> None:
    late = make_request(received_on=date(2026, 3, 2))  # 3月30日届满
    soon = make_request(received_on=date(2026, 3, 5))  # 4月2日届满
    answer_request(make_request(received_on=date(2026, 3, 2)), on=date(2026, 3, 12))
    today = date(2026, 3, 31)

    assert list(REQUESTS.overdue(today)) == [late]
    assert list(REQUESTS.due_within(today, date(2026, 4, 2))) == [soon]
    assert late.is_overdue(today)
    assert not soon.is_overdue(today)


def test_a_year_balances() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    eve = date(2025, 12, 31)
    for received, concluded in (
        (date(2025, 12, 8), date(2026, 1, 5)),
        (date(2026, 3, 2), date(2026, 3, 12)),
        (date(2026, 12, 21), None),
        (date(2025, 11, 3), date(2025, 11, 10)),
    ):
        case = make_request(received_on=received)
        if concluded:
            answer_request(case, on=concluded)

    new, carried_in = REQUESTS.received_between(first, last).count(), REQUESTS.pending_at(eve).count()
    done, carried_out = REQUESTS.concluded_between(first, last).count(), REQUESTS.pending_at(last).count()

    assert (new, carried_in, done, carried_out) == (2, 1, 2, 1)


def test_a_correction_that_is_late_is_found() -> None:
    case = make_request()
    ask_to_correct(
        case, items="年度", until_on=date(2026, 3, 20), by=staff_of(case.body).registrar, on=date(2026, 3, 3)
    )

    assert not REQUESTS.correction_overdue(date(2026, 3, 20)).exists()
    assert list(REQUESTS.correction_overdue(date(2026, 3, 21))) == [case]


# --- tracking -----------------------------------------------------------------------------------------------


def test_the_code_and_the_name_together_find_the_request() -> None:
    case = make_request(name="李明")
    typed = f" {case.query_code[:5].lower()}-{case.query_code[5:]} "

    assert list(REQUESTS.for_tracking(typed, " 李明 ")) == [case]
    assert not REQUESTS.for_tracking(case.query_code, "李").exists()
    assert not REQUESTS.for_tracking("", "李明").exists()


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set(ALPHABET) & set("01OIL")
    assert len({new_query_code() for _ in range(200)}) == 200


# --- truths of the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": date(2026, 3, 2)},
        {"clock_from": date(2026, 3, 1)},
        {"received_on": None, "clock_from": None},
        {"outcome": "granted"},
        {"concluded_on": date(2026, 3, 9)},
        {"outcome": "granted", "concluded_on": date(2026, 3, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    case = make_request(received_on=date(2026, 3, 2))

    with pytest.raises(IntegrityError), transaction.atomic():
        REQUESTS.filter(pk=case.pk).update(**wrong)


def test_an_applicant_without_any_contact_cannot_be_stored() -> None:
    case = make_request()

    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant.objects.filter(request=case).update(phone="", email="", address="")


def test_private_data_stand_in_one_table_only() -> None:
    private = {"id_number", "phone", "email", "address", "legal_representative"}
    fields = {field.name for field in DisclosureRequest._meta.get_fields()}

    assert not private & fields
    assert private <= {field.name for field in Applicant._meta.get_fields()}


def test_no_code_changes_or_deletes_what_happened() -> None:
    names = {"RequestEvent", "RemedyEvent", "ReplyReview"}
    assert not [call for path in modules(PACKAGE / "casework") for call in calls(path) if _saves_event(call)]
    changing = {"update", "delete", "update_or_create", "bulk_update"}
    places = [
        f"{path.name}:{call.lineno}"
        for folder in ("casework", "remedies")
        for path in modules(PACKAGE / folder)
        for call in calls(path)
        if getattr(call.func, "attr", "") in changing
        if any(getattr(node, "id", "") in names for node in _inside(call))
    ]

    assert places == []
    assert RequestEvent._meta.get_field("request").remote_field.on_delete is models.PROTECT


def _inside(call: ast.Call) -> list[ast.AST]:
    return list(ast.walk(call))


def _saves_event(call: ast.Call) -> bool:
    return ast.unparse(call.func) in ("event.save", "review.save")


# --- buttons ------------------------------------------------------------------------------------------------


def allowed(case: DisclosureRequest, user: User, on: date) -> set[str]:
    return {option.step.code for option in steps_for(case, user, on) if option.allowed}


def test_the_buttons_of_each_person_are_what_the_law_lets_them_do() -> None:
    case = make_request(assigned=True)
    staff, on = staff_of(case.body), date(2026, 3, 3)

    assert allowed(case, staff.registrar, on) == {
        "ask_to_correct",
        "assign",
        "set_unit_date",
        "draft_reply",
        "split",
        "withdraw",
        "correct_entry",
        "join_applicant",
    }
    assert allowed(case, staff.office_head, on) == {
        "ask_to_correct",
        "assign",
        "set_unit_date",
        "hand_over",
        "transfer_petition",
        "notify_fee",
        "request_reasons",
        "split",
        "extend",
        "correct_entry",
        "join_applicant",
        "restrict",
    }
    assert allowed(case, staff.handler, on) == {
        "consult_third_party",
        "consult_peer",
        "request_extension",
        "draft_reply",
    }
    assert allowed(case, staff.leader, on) == set()


def test_a_button_that_is_off_says_why_and_the_machine_has_none() -> None:
    case = make_request(received_on=date(2026, 3, 2))
    options = {
        option.step.code: option
        for option in steps_for(case, staff_of(case.body).office_head, date(2026, 3, 31))
    }

    assert "2026年3月30日" in options["extend"].reason
    assert options["ask_to_correct"].allowed  # late, it asks for a reason
    assert options["draft_reply"].reason == "“拟写答复”由经办人、收件登记员办理。"
    assert not {"resume", "redate", "propose_lapse", "file"} & set(options)
