"""Who may open which address: all of them are walked by an anonymous visitor and by each role."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import pytest
from django.test import Client

from gongkai.casework.actions.looking import LOOKERS
from gongkai.letters.workflow import WRITERS as LETTER_WRITERS
from gongkai.rules.roles import Role
from tests.addresses import Address, addresses
from tests.factories import make_user
from tests.samples import make_samples

pytestmark = pytest.mark.django_db
R = Role
STAFF = frozenset(R) - {R.SYSTEM}
CASEWORK = STAFF - {R.INFORMATION_OFFICER, R.ADMINISTRATOR}
WRITERS = frozenset(LETTER_WRITERS)
REMEDIES = frozenset({R.REGISTRAR, R.OFFICE_HEAD, R.LEGAL_REVIEWER, R.LEADER, R.AUDITOR})
SIGNING = frozenset({R.UNIT_HEAD, R.SECRECY_REVIEWER, R.LEGAL_REVIEWER, R.LEADER, R.OFFICE_HEAD})
RECORDS = frozenset({R.REGISTRAR, R.OFFICE_HEAD, R.LEGAL_REVIEWER, R.LEADER, R.ARCHIVIST, R.AUDITOR})
COLUMNS = frozenset({R.INFORMATION_OFFICER, R.OFFICE_HEAD, R.LEADER, R.AUDITOR})
ITEMS = COLUMNS | {R.HANDLER, R.UNIT_HEAD, R.SECRECY_REVIEWER, R.LEGAL_REVIEWER}
DOCUMENTS = ITEMS
LEDGER = frozenset({R.HANDLER, R.INFORMATION_OFFICER, R.UNIT_HEAD, R.OFFICE_HEAD, R.REPORT_EDITOR})
FIGURES = frozenset({R.OFFICE_HEAD, R.LEADER, R.REPORT_EDITOR, R.AUDITOR})
REPORTS = FIGURES | {R.INFORMATION_OFFICER}
PROOFERS = frozenset({R.REPORT_EDITOR, R.OFFICE_HEAD})


class Kind(Enum):
    """What an address is to somebody without a login."""

    PUBLIC = auto()  # opens for everybody
    SIGNPOST = auto()  # shows nothing, sends everybody somewhere
    CLOSED = auto()  # asks for a login


@dataclass(frozen=True)
class Access:
    """Who may open an address; the roles are asked for only where it is closed."""

    kind: Kind = Kind.CLOSED
    roles: frozenset[Role] = STAFF


PUBLIC, SIGNPOST, CLOSED = Access(Kind.PUBLIC), Access(Kind.SIGNPOST), Access()
# The longest beginning of an address's name decides. A name that is not here fails the first test.
TABLE: dict[str, Access] = {
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "portal:": PUBLIC,
    "api": PUBLIC,
    # login
    "account_change_password": CLOSED,
    "account_inactive": PUBLIC,
    "account_login": PUBLIC,
    "account_logout": SIGNPOST,
    "account_reauthenticate": CLOSED,
    "account_reset_password": PUBLIC,
    "mfa_": CLOSED,
    "mfa_authenticate": SIGNPOST,
    # the office, section by section
    "office/": SIGNPOST,
    "office/.*/": CLOSED,
    "office/test404/": CLOSED,
    "office:choose_body": CLOSED,
    "office:me": CLOSED,
    "office:today": CLOSED,
    "office:request": Access(roles=CASEWORK),
    "office:add_request_file": Access(roles=CASEWORK),
    "office:letter": Access(roles=CASEWORK),
    "office:letter_batch": Access(roles=CASEWORK),
    "office:letter_new": Access(roles=WRITERS),
    "office:letter_edit": Access(roles=WRITERS),
    "office:bundle": Access(roles=frozenset({R.REGISTRAR, R.OFFICE_HEAD, R.LEGAL_REVIEWER, R.ARCHIVIST})),
    "office:letter_template": Access(roles=frozenset({R.OFFICE_HEAD, R.ADMINISTRATOR})),
    "office:draft_reply": Access(roles=CASEWORK),
    "office:export_with_identity": Access(roles=LOOKERS),
    "office:consultations": Access(roles=CASEWORK),
    "office:decline_proposal": Access(roles=CASEWORK),
    "office:discard_draft": Access(roles=CASEWORK),
    "office:promot": Access(roles=CASEWORK),
    "office:record": Access(roles=RECORDS),
    "office:record_file": Access(roles=RECORDS - {R.LEADER}),
    "office:file_record_correction": Access(roles=RECORDS),
    "office:request_repeats": Access(roles=CASEWORK - {R.SECRECY_REVIEWER, R.REPORT_EDITOR}),
    "office:withholding": Access(roles=CASEWORK),
    "office:remove_request_file": Access(roles=CASEWORK),
    "office:take_in_paper": Access(roles=CASEWORK),
    "calendar_feed": PUBLIC,  # to whoever has its secret token; anything else is not found
    "office:mail": Access(roles=frozenset({R.REGISTRAR, R.OFFICE_HEAD})),
    "office:radar": Access(roles=STAFF - {R.ADMINISTRATOR}),
    "office:bulk": Access(roles=frozenset({R.REGISTRAR})),
    "office:inbox": Access(roles=CASEWORK),
    "office:signing": Access(roles=SIGNING),
    "office:item": Access(roles=ITEMS),
    "office:items_import": Access(roles=frozenset({R.INFORMATION_OFFICER, R.OFFICE_HEAD, R.LEADER})),
    "office:attach_file": Access(roles=ITEMS),
    "office:edit_item": Access(roles=ITEMS),
    "office:mask_item": Access(roles=ITEMS),
    "office:describe_pictures": Access(roles=ITEMS),
    "office:new_item": Access(roles=ITEMS),
    "office:relate_item": Access(roles=ITEMS),
    "office:review_item": Access(roles=ITEMS),
    "office:item_refusals": Access(roles=frozenset({R.SECRECY_REVIEWER, R.OFFICE_HEAD, R.AUDITOR})),
    "office:comment_item": Access(roles=ITEMS),
    "office:answer_comment": Access(roles=ITEMS),
    "office:secrecy_": Access(roles=ITEMS),
    "office:remove_file": Access(roles=ITEMS),
    "office:document": Access(roles=DOCUMENTS),
    "office:columns": Access(roles=COLUMNS),
    "office:edit_column": Access(roles=COLUMNS),
    "office:remed": Access(roles=REMEDIES),
    "office:file_remedy": Access(roles=REMEDIES),
    "office:figure": Access(roles=FIGURES),
    "office:ledger": Access(roles=LEDGER | {R.AUDITOR}),
    "office:ledger_record": Access(roles=LEDGER),
    "office:ledger_import": Access(roles=LEDGER),
    "office:ledger_import_register": Access(roles=LEDGER | {R.AUDITOR}),  # by POST alone, and refused then
    "office:ledger_sheet": Access(roles=LEDGER),
    "office:ledger_duties": Access(roles=frozenset({R.OFFICE_HEAD, R.REPORT_EDITOR})),
    "office:report": Access(roles=REPORTS),
    "office:proofing": Access(roles=REPORTS),
    "office:proofing_drop": Access(roles=PROOFERS),
    "office:proofing_row": Access(roles=PROOFERS),
    "office:proofing_answer": Access(roles=PROOFERS),
    "office:proofing_take": Access(roles=PROOFERS),
    "office:report_figure": Access(roles=FIGURES),  # the records behind it
    "office:manual": CLOSED,
    "office:topic": Access(roles=COLUMNS),
    "office:search": Access(roles=COLUMNS),
    "office:remove_synonym": Access(roles=COLUMNS),
    "office:looks": Access(roles=frozenset({R.AUDITOR})),
    "office:bod": Access(roles=frozenset({R.OFFICE_HEAD, R.ADMINISTRATOR})),
    # the shell
    "wagtail": CLOSED,
    "wagtailadmin_account": SIGNPOST,
    "wagtailadmin_home": SIGNPOST,
    "wagtailadmin_login": SIGNPOST,
    "wagtailadmin_javascript_catalog": PUBLIC,
    "wagtailadmin_sprite": PUBLIC,
    "wagtaildocs_authenticate_with_password": PUBLIC,
    "wagtaildocs_serve": PUBLIC,
}
REHEARSAL = ("wagtailadmin_error_test",)  # crashes on purpose, for those who have logged in
SHELL = "wagtail"  # who among the staff may open which page of the shell is Wagtail's to say


def access(address: Address) -> Access:
    """Return what the table says of an address."""
    return TABLE[max((start for start in TABLE if address.name.startswith(start)), key=len)]


def test_every_address_is_in_the_table_and_the_other_way_round() -> None:
    names = {address.name for address in addresses()}

    assert not [name for name in names if not name.startswith(tuple(TABLE))]
    assert not [start for start in TABLE if not any(name.startswith(start) for name in names)]


def test_a_visitor_gets_in_where_it_is_public_and_nowhere_else(client: Client) -> None:
    samples, wrong = make_samples(), {}
    for address in addresses():
        path = address.sample(samples)
        answer = client.get(path)
        if not _is_right_for_a_visitor(answer, access(address).kind):
            wrong[f"{address.name} {path}"] = answer.status_code

    assert not wrong


def test_a_visitor_changes_nothing_where_it_is_not_public(client: Client) -> None:
    samples, wrong = make_samples(), {}
    for address in addresses():
        path = address.sample(samples)
        if access(address).kind is Kind.CLOSED:
            answer = client.post(path)
            if not _is_right_for_a_visitor(answer, Kind.CLOSED):
                wrong[f"{address.name} {path}"] = answer.status_code

    assert not wrong


@pytest.fixture
def client() -> Client:
    """A browser that takes a crash for an answer, so that the walk goes on."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_each_role_gets_in_where_the_table_says(role: Role, client: Client) -> None:
    samples, wrong = make_samples(), {}
    person = make_user(role=role, unit=samples["", "unit"])
    for address in addresses():
        if address.name in REHEARSAL:
            continue
        client.force_login(person)
        path = address.sample(samples)
        answer = client.get(path)
        if not _is_right(answer, address, role):
            wrong[f"{address.name} {path}"] = answer.status_code

    assert not wrong


def _is_right_for_a_visitor(answer: Any, kind: Kind) -> bool:
    if kind is Kind.CLOSED:
        return _is_sent_to_login(answer) or answer.status_code in {403, 404, 405}
    if kind is Kind.SIGNPOST:
        return bool(answer.status_code == 302)
    return answer.status_code < 500 and answer.status_code != 403 and not _is_sent_to_login(answer)


def _is_right(answer: Any, address: Address, role: Role) -> bool:
    """Whether the answer is what the table says for the role."""
    says = access(address)
    if answer.status_code >= 500 or _is_sent_to_login(answer):
        return says.kind is Kind.SIGNPOST and answer.status_code < 500
    if says.kind is Kind.SIGNPOST or address.name.startswith(SHELL):
        return True
    is_refused = answer.status_code == 403 or (answer.status_code == 302 and answer["Location"] == "/office/")
    return (says.kind is Kind.PUBLIC or role in says.roles) is not is_refused


def _is_sent_to_login(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(("/accounts/login/", "/office/login/"))
