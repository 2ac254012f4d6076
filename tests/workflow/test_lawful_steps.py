"""Each (state, step, role) that succeeds, of every table; all others refuse with a reason in Chinese."""

from itertools import product

import pytest

from gongkai.casework.record_workflow import RECORDS
from gongkai.casework.withholding_workflow import WITHHOLDING
from gongkai.casework.workflow import CASEWORK
from gongkai.letters.workflow import LETTERS
from gongkai.publishing.topic_workflow import TOPICS
from gongkai.publishing.workflow import PUBLISHING
from gongkai.remedies.workflow import REMEDIES
from gongkai.reports.workflow import REPORTING
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

OFFICE = "registrar office_head"
JUDGES = "office_head legal_reviewer"
WRITERS = "handler information_officer"
PUBLISHERS = "information_officer office_head leader"
BEFORE = "draft unit_review office_review legal_review secrecy_review leader_review approved"
REVIEWERS = "unit_head office_head legal_reviewer secrecy_reviewer leader"
KEEPERS = "information_officer office_head"
LETTER_WRITERS = "handler registrar office_head"

# workflow: step: (from which states, by which roles, to which of which; "" stays); casework: test_workflow.py
LAWFUL = {
    RECORDS: {
        "file": ("", OFFICE, "received"),
        "add_evidence": ("received", OFFICE, ""),
        "correct": ("received", JUDGES, "corrected"),
        "transfer": ("received", JUDGES, "transferred"),
        "refer": ("received", JUDGES, "referred"),
        "refuse": ("received", JUDGES, "refused"),
        "tell": ("corrected transferred referred refused", OFFICE, "told"),
    },
    WITHHOLDING: {
        "enter": ("", "system", "withheld"),
        "keep": ("withheld", JUDGES, ""),
        "disclose": ("withheld", JUDGES, "disclosed"),
    },
    REMEDIES: {
        "file": ("", JUDGES, "filed"),
        "answer": ("filed", JUDGES, "answered"),
        "extend_review": ("filed answered", JUDGES, ""),
        "change_procedure": ("filed answered", JUDGES, ""),
        "suspend": ("filed answered", JUDGES, ""),
        "resume": ("filed answered", JUDGES, ""),
        "add_paper": ("filed answered concluded", JUDGES, ""),
        "conclude": ("filed answered", JUDGES, "concluded"),
        "note_lesson": ("concluded", JUDGES, ""),
    },
    LETTERS: {
        "edit": ("draft", LETTER_WRITERS, ""),
        "sign": ("draft", LETTER_WRITERS, "signed"),
        "adopt": ("draft", LETTER_WRITERS, "signed"),
        "attach_scan": ("signed dispatched served returned", LETTER_WRITERS, ""),
        "dispatch": ("signed returned", LETTER_WRITERS, "dispatched"),
        "serve": ("dispatched", LETTER_WRITERS, "served"),
        "return": ("dispatched", LETTER_WRITERS, "returned"),
        "correct_dispatch": ("dispatched served returned", OFFICE, ""),
        "correct_service": ("served", OFFICE, ""),
        "correct_proof": ("dispatched served returned", OFFICE, ""),
        "void": ("draft signed", LETTER_WRITERS, "void"),
    },
    PUBLISHING: {
        "save_draft": (BEFORE, WRITERS, "draft"),
        "submit": ("draft", WRITERS, "unit_review office_review legal_review secrecy_review"),
        "approve_unit": ("unit_review", "unit_head", "office_review legal_review secrecy_review"),
        "return_unit": ("unit_review", "unit_head", "draft"),
        "approve_office": ("office_review", "office_head", "legal_review secrecy_review"),
        "return_office": ("office_review", "office_head", "draft"),
        "approve_legal": ("legal_review", "legal_reviewer", "secrecy_review"),
        "return_legal": ("legal_review", "legal_reviewer", "draft"),
        "approve_secrecy": ("secrecy_review", "secrecy_reviewer", "leader_review approved"),
        "return_secrecy": ("secrecy_review", "secrecy_reviewer", "draft"),
        "approve_leader": ("leader_review", "leader", "approved"),
        "return_leader": ("leader_review", "leader", "draft"),
        "override": (BEFORE, "secrecy_reviewer", ""),
        "acknowledge": (BEFORE, f"{WRITERS} {REVIEWERS}", ""),
        "comment": (BEFORE, REVIEWERS, ""),
        "answer_comment": (BEFORE, f"{WRITERS} {REVIEWERS}", ""),
        "publish": ("approved", PUBLISHERS, "published"),
        "publish_urgently": (BEFORE, "office_head leader", "published"),
        "pass_afterwards": (f"{BEFORE} published", "secrecy_reviewer", ""),
        "stop_afterwards": (f"{BEFORE} published", "secrecy_reviewer", "withdrawn"),
        "return_approved": ("approved", PUBLISHERS, "draft"),
        "amend": ("published withdrawn", WRITERS, "draft"),
        "discard_draft": (BEFORE, WRITERS, "published"),
        "stay_withdrawn": (BEFORE, WRITERS, "withdrawn"),
        "note_annulled": (f"{BEFORE} published", f"{WRITERS} unit_head office_head", ""),
        "clear_annulled": (f"{BEFORE} published", PUBLISHERS, ""),
        "withdraw": (f"{BEFORE} published", PUBLISHERS, "withdrawn"),
        "set_expiry": (f"{BEFORE} published", PUBLISHERS, ""),
        "expire": (f"{BEFORE} published", f"{PUBLISHERS} system", "withdrawn"),
        "replace": (f"{BEFORE} published withdrawn", PUBLISHERS, "withdrawn"),
        "redirect": (f"{BEFORE} published withdrawn", PUBLISHERS, "withdrawn"),
        "change_validity": ("published", PUBLISHERS, ""),
        "recatalogue": ("published", PUBLISHERS, ""),
        "schedule": (BEFORE, PUBLISHERS, ""),
        "review_mode": (BEFORE, PUBLISHERS, ""),
        "place": (f"{BEFORE} published withdrawn", PUBLISHERS, ""),
        "relate": (f"{BEFORE} published withdrawn", WRITERS, ""),
    },
    TOPICS: {
        "make": ("", KEEPERS, "draft"),
        "change": ("draft", KEEPERS, ""),
        "submit": ("draft", KEEPERS, "submitted"),
        "take_back": ("submitted", KEEPERS, "draft"),
        "approve": ("submitted", "office_head leader", "published"),
        "return": ("submitted", "office_head leader", "draft"),
        "amend": ("published taken_down", KEEPERS, ""),
        "discard": ("draft", KEEPERS, ""),
        "take_down": ("published", PUBLISHERS, "taken_down"),
    },
    REPORTING: {
        "refill": ("draft", "report_editor office_head", ""),
        "override_cell": ("draft", "report_editor office_head", ""),
        "clear_override": ("draft", "report_editor office_head", ""),
        "enter_cells": ("draft", "report_editor office_head", ""),
        "write_section": ("draft", "report_editor office_head", ""),
        "answer_finding": ("draft", "report_editor office_head", ""),
        "freeze": ("draft", "office_head leader", "frozen"),
        "submit": ("frozen", WRITERS, "submitted"),
        "publish": ("submitted", PUBLISHERS, "published"),
        "correct": ("frozen submitted published", "office_head leader", ""),
    },
}
EACH = pytest.mark.parametrize("workflow", LAWFUL, ids=[each.name for each in LAWFUL])
EVERY = pytest.mark.parametrize(
    "workflow", [CASEWORK, *LAWFUL], ids=[each.name for each in (CASEWORK, *LAWFUL)]
)


@EACH
def test_only_these_people_take_the_step_in_only_these_states(workflow: Workflow) -> None:
    lawful = {
        (code, state, role)
        for code, (states, roles, _) in LAWFUL[workflow].items()
        for state, role in product(states.split(), roles.split())
    }

    allowed = {
        (step.code, state, role.value)
        for step, state, role in product(workflow.steps, workflow.states, Role)
        if workflow.refusal(step.code, state, [role]) is None
    }

    assert [step.code for step in workflow.steps] == list(LAWFUL[workflow])
    assert allowed == lawful


@EACH
def test_the_step_leads_where_the_law_says(workflow: Workflow) -> None:
    for code, (states, roles, target) in LAWFUL[workflow].items():
        step = workflow.step(code)
        assert {role.value for role in step.roles} == set(roles.split())
        assert set(map(str, step.to_states)) == set(target.split())
        for state in states.split():
            ends = target.split() or [state]
            assert [step.target(state, end) for end in ends] == ends


@EVERY
def test_whatever_is_refused_is_refused_with_a_reason_in_chinese(workflow: Workflow) -> None:
    refused = [
        (step, state, role, refusal)
        for step, state, role in product(workflow.steps, workflow.states, Role)
        if (refusal := workflow.refusal(step.code, state, [role]))
    ]

    assert refused
    for step, state, role, refusal in refused:
        assert refusal.reason.endswith("。")
        assert f"“{step.label}”" in refusal.reason
        assert refusal.reason.isascii() is False
        assert not set("abcdefghijklmnopqrstuvwxyz_") & set(refusal.reason)
        if refusal.kind == "role":
            assert all(each.label in refusal.reason for each in step.roles)
            assert role not in step.roles
        else:
            assert says_where(workflow, step, state, refusal.reason)


def says_where(workflow: Workflow, step: Step, state: str, reason: str) -> bool:
    """Whether the reason names the present state and those that would do; a beginning has none."""
    needed = [f"“{workflow.states[str(each)].label}”" for each in step.from_states]
    if step.starts:
        return reason == f"“{step.label}”只在开始时办理，已经办理过。"
    return f"“{workflow.states[state].label}”" in reason and all(each in reason for each in needed)
