"""依申请公开办理流程: every (state, step, role) that must succeed; all others must refuse."""

from itertools import product

import pytest

from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK, step_label
from gongkai.rules.roles import Role

UNCONFIRMED = "submitted unreachable"
HANDLED = "assigned third_party_consulting peer_consulting"
CONSULTING = "third_party_consulting peer_consulting"
RUNNING = f"registered reason_requested {HANDLED} in_review redo"
ENDED = "replied abandoned_no_correction abandoned_no_payment withdrawn transferred_petition"
ANSWERED = f"{ENDED} closed archived"
AT_REST = f"{ANSWERED} split"
DEFENCE = "legal_reviewer office_head"

# step: (from which states, by which roles, to which state; "" stays)
LAWFUL = {
    "file": ("", "registrar system", "submitted"),
    "log_contact": (UNCONFIRMED, "registrar", ""),
    "mark_unreachable": ("submitted", "registrar", "unreachable"),
    "register": (UNCONFIRMED, "registrar", "registered"),
    "confirm_receipt": (UNCONFIRMED, "registrar", "registered"),
    "ask_to_correct": ("registered assigned", "registrar office_head", "correction_pending"),
    "send_correction": ("correction_pending", "system", ""),
    "accept_correction": ("correction_pending", "registrar", "registered"),
    "propose_lapse": ("correction_pending", "system", ""),
    "lapse_correction": ("correction_pending", "office_head", "abandoned_no_correction"),
    "request_reasons": ("registered assigned", "office_head", "reason_requested"),
    "send_reasons": ("reason_requested", "system", ""),
    "record_reasons": ("reason_requested", "registrar", ""),
    "judge_reasons": ("reason_requested", "office_head", "assigned"),
    "set_delay": ("assigned", "office_head", ""),
    "assign": ("registered assigned redo", "registrar office_head", "assigned"),
    "set_unit_date": (HANDLED, "registrar office_head", ""),
    "hand_over": (f"{RUNNING} correction_pending fee_pending {ENDED}", "administrator office_head", ""),
    "transfer_petition": ("registered assigned", "office_head", "transferred_petition"),
    "split": ("registered assigned", "registrar office_head", "split"),
    "consult_third_party": (HANDLED, "handler", "third_party_consulting"),
    "consult_peer": (HANDLED, "handler", "peer_consulting"),
    "record_delivery": (CONSULTING, "handler registrar", ""),
    "record_opinion": (CONSULTING, "handler registrar", ""),
    "weigh_interests": (f"registered {HANDLED}", "handler office_head", ""),
    "expire_consultation": (CONSULTING, "handler system", ""),
    "await_third_party": ("peer_consulting", "system", "third_party_consulting"),
    "await_peer": ("third_party_consulting", "system", "peer_consulting"),
    "resume": (CONSULTING, "system", "assigned"),
    "notify_fee": ("assigned", "office_head", "fee_pending"),
    "record_fee_service": ("fee_pending", "registrar", ""),
    "send_payment_proof": ("fee_pending", "system", ""),
    "record_payment": ("fee_pending", "registrar", "assigned"),
    "propose_payment_lapse": ("fee_pending", "system", ""),
    "lapse_payment": ("fee_pending", "office_head", "abandoned_no_payment"),
    "request_extension": (f"{HANDLED} in_review", "handler", ""),
    "decline_extension": (RUNNING, "office_head", ""),
    "extend": (RUNNING, "office_head", ""),
    "remove_file": (f"registered {HANDLED} fee_pending redo", "handler registrar", ""),
    "keep_draft": (f"registered {HANDLED}", "handler registrar", ""),
    "discard_draft": (f"registered {HANDLED}", "handler registrar", ""),
    "draft_reply": ("registered assigned", "handler registrar", "in_review"),
    "approve_unit": ("in_review", "unit_head", ""),
    "approve_secrecy": ("in_review", "secrecy_reviewer", ""),
    "approve_legal": ("in_review", "legal_reviewer", ""),
    "approve_leader": ("in_review", "leader", ""),
    "return_reply": ("in_review", "unit_head secrecy_reviewer legal_reviewer leader", "assigned"),
    "issue_reply": ("in_review", "registrar leader", "replied"),
    "record_service": ("replied transferred_petition", "registrar", ""),
    "collect_reply": ("replied transferred_petition under_review_or_suit", "system", ""),
    "tell_third_party": ("replied closed", "handler registrar", ""),
    "withdraw": (f"{UNCONFIRMED} {RUNNING} correction_pending fee_pending", "registrar system", "withdrawn"),
    "close": (ENDED, "registrar", "closed"),
    "give_feedback": (ANSWERED, "system", ""),
    "release_answer": ("replied closed archived", "office_head", ""),
    "withdraw_answer": ("replied closed archived under_review_or_suit redo", "office_head", ""),
    "archive": ("closed", "archivist", "archived"),
    "make_bundle": (" ".join(State), "registrar office_head archivist legal_reviewer", ""),
    "challenge": (ANSWERED, DEFENCE, "under_review_or_suit"),
    "end_challenge": ("under_review_or_suit", DEFENCE, "closed"),
    "redo": (f"{ANSWERED} under_review_or_suit", DEFENCE, "redo"),
    "correct_entry": (" ".join(State), "registrar office_head", ""),
    "join_applicant": (" ".join(State), "registrar office_head", ""),
    "restrict": (" ".join(State), "office_head", ""),
    "lift_restriction": (" ".join(State), "office_head", ""),
    "redate": (RUNNING, "system", ""),
    "purge": (AT_REST, "system", ""),
}


def test_no_step_is_unknown_to_this_list() -> None:
    assert [step.code for step in CASEWORK.steps] == list(LAWFUL)


@pytest.mark.parametrize("code", LAWFUL)
def test_only_these_people_take_the_step_in_only_these_states(code: str) -> None:
    states, roles, _ = LAWFUL[code]
    lawful = set(product(states.split(), roles.split()))

    allowed = {
        (state.value, role.value)
        for state, role in product(State, Role)
        if CASEWORK.refusal(code, state, [role]) is None
    }

    assert allowed == lawful


@pytest.mark.parametrize("code", LAWFUL)
def test_the_step_leads_where_the_law_says(code: str) -> None:
    states, _, target = LAWFUL[code]

    for state in states.split():
        assert CASEWORK.step(code).target(state) == (target or state)


def test_every_state_can_be_reached_and_only_the_archive_needs_no_next_step() -> None:
    reached = {target for _, _, target in LAWFUL.values() if target}

    assert reached == {state.value for state in State}
    for state in State:
        assert any(step.leads_from(state) for step in CASEWORK.steps)


def test_a_step_is_named_in_the_timeline() -> None:
    assert step_label("extend") == "延长答复期限"
