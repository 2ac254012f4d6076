"""规范性文件制定流程: in which state who may take which step; all others are refused."""

from itertools import product

import pytest

from gongkai.documents.guards import GUARDS
from gongkai.documents.states import State
from gongkai.documents.workflow import DOCUMENTS
from gongkai.rules.roles import Role

UNIT = "handler unit_head"
OFFICE = "office_head information_officer"
ALL = f"{UNIT} {OFFICE} legal_reviewer"
BEFORE_SIGNATURE = "drafting soliciting legal_review deliberation signing"
BEFORE_PUBLICATION = f"{BEFORE_SIGNATURE} signed registered"
ANY = " ".join(State)

# fmt: off
LAWFUL = {
    # step                  states                             roles                              leads to
    "start":                  ("",                          ALL,                            "drafting"),
    "adopt":                  ("",                          OFFICE,                         "published"),
    "revise":                 (BEFORE_SIGNATURE,            UNIT,                           ""),
    "solicit":                ("drafting",                  UNIT,                           "soliciting"),
    "note_feedback":          ("soliciting",                UNIT,                           "drafting"),
    "send_to_legal":          ("drafting",                  UNIT,                           "legal_review"),
    "pass_legal":             ("legal_review",              "legal_reviewer",               "deliberation"),
    "return_legal":           ("legal_review",              "legal_reviewer",               "drafting"),
    "pass_deliberation":      ("deliberation",              OFFICE,                         "signing"),
    "return_deliberation":    ("deliberation",              OFFICE,                         "drafting"),
    "sign":                   ("signing",                   "leader",                       "signed"),
    "return_signature":       ("signing",                   "leader",                       "drafting"),
    "register":               ("signed",                    OFFICE,                         "registered"),
    "prepare_item":           ("registered",                "handler information_officer",  ""),
    "add_interpretation":   (f"{BEFORE_PUBLICATION} published", "handler information_officer",    ""),
    "excuse_interpretation":  ("signed registered",         "leader",                       ""),
    "publish":                ("registered",                "system",                       "published"),
    "file":                   ("published",                 OFFICE,                         ""),
    "renew":                  ("published",                 "office_head",                  ""),
    "let_lapse":              ("published",                 "office_head",                  ""),
    "amend":                  ("published",                 "office_head",                  ""),
    "foresee_repeal":         ("published",                 "office_head",                  ""),
    "repeal":                 ("published",                 "office_head system",           "repealed"),
    "lapse":                  ("published",                 "office_head system",           "lapsed"),
    "handle_citation":        ("lapsed repealed",           ALL,                            ""),
    "cancel":                 (BEFORE_PUBLICATION,          "office_head",                  "cancelled"),
    "add_paper":              (ANY,                         ALL,                            ""),
}
# fmt: on


def test_the_table_has_these_steps_and_no_others() -> None:
    assert [step.code for step in DOCUMENTS.steps] == list(LAWFUL)


@pytest.mark.parametrize("code", LAWFUL)
def test_only_these_people_take_the_step_in_only_these_states(code: str) -> None:
    states, roles, _ = LAWFUL[code]
    lawful = set(product(states.split(), roles.split()))

    allowed = {
        (state.value, role.value)
        for state, role in product(State, Role)
        if DOCUMENTS.refusal(code, state, [role]) is None
    }

    assert allowed == lawful


@pytest.mark.parametrize("code", LAWFUL)
def test_the_step_leads_where_the_table_says(code: str) -> None:
    states, _, target = LAWFUL[code]

    for state in states.split() or [""]:
        assert DOCUMENTS.step(code).target(state) == (target or state)


def test_every_step_names_its_basis_and_every_guard_says_what_must_hold() -> None:
    assert all(step.basis for step in DOCUMENTS.steps)
    assert set(GUARDS) < set(LAWFUL)
    assert all(guard.sentence.endswith("。") for guards in GUARDS.values() for guard in guards)


def test_every_state_can_be_reached() -> None:
    assert {target for _, _, target in LAWFUL.values() if target} == {state.value for state in State}
