"""Nothing leaks: unmistakable values in every private field, and a walk through everything that answers."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.casework.actions import attach_file, consult_third_party
from gongkai.casework.models import Applicant, CoApplicant, Consultation, DisclosureRequest, RequestFile
from gongkai.common.sealed import SealedTextField
from gongkai.letters.workflow import WRITERS
from gongkai.office.menu import SIGNING
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.common.test_uploads import picture, upload
from tests.factories import make_user, staff_of
from tests.samples import Samples, make_samples

pytestmark = pytest.mark.django_db
STAFF = sorted(frozenset(Role) - {Role.SYSTEM})
RECEIVED = date(2026, 3, 9)
REHEARSAL = ("wagtailadmin_error_test",)  # crashes on purpose
TABLES: tuple[type[models.Model], ...] = (Applicant, CoApplicant, Consultation, RequestFile)
LOOKERS = frozenset(
    {Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.AUDITOR}
)
CASEWORK = frozenset(Role) - {Role.SYSTEM, Role.INFORMATION_OFFICER, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Shown:
    """Where private values may stand on a page: which, and for whom; nobody is a visitor with the code."""

    fields: frozenset[str]
    roles: Collection[Role | None]


# The longest beginning of an address's name decides; what is not here shows nothing to anybody.
NAME, PARTY = frozenset({"applicant.name"}), frozenset({"consultation.party"})
EVERYBODY = frozenset(Role) | {None}
DECLARED: dict[str, Shown] = {
    # whoever follows a request came with its code and the name
    "portal:receipt": Shown(NAME, EVERYBODY),
    "portal:status": Shown(NAME, EVERYBODY),
    # the case: the applicant masked; whose opinion is awaited, and for those who write the letters, where
    "office:radar": Shown(PARTY, CASEWORK),
    "office:request": Shown(PARTY, CASEWORK),
    "office:consultations": Shown(PARTY, CASEWORK),
    # a letter is addressed to somebody; whoever writes it must see to whom
    "office:letter_new": Shown(NAME | PARTY, WRITERS),
    "office:letter_edit": Shown(NAME | PARTY, WRITERS),
    # the reply as it will be signed is addressed to somebody
    "office:signing_reply": Shown(NAME, frozenset(SIGNING)),
}
CONTACT = frozenset({"consultation.contact"})  # of a third party, for those who write to it


def canaries(row: models.Model) -> dict[str, str]:
    """Return a value for each sealed field of a row that stands nowhere else."""
    fields = [each for each in row._meta.concrete_fields if isinstance(each, SealedTextField)]
    table = row._meta.model_name
    return {each.name: _canary(f"{table}.{each.name}", row.pk, each) for each in fields}


def _canary(field: str, pk: int, kind: SealedTextField) -> str:
    number = crc32(f"{field}/{pk}".encode()) % 10**6
    if kind.name == "email":
        return f"canary{number:06d}@example.org"
    return f"{number:06d}" if (kind.max_length or 40) < 12 else f"金丝雀{number:06d}不可示人"


@pytest.fixture
def samples() -> Samples:
    """One record of each kind, with a canary in every private field."""
    made = make_samples()
    for case in DisclosureRequest.objects.all():
        staff = staff_of(case.body)
        CoApplicant.objects.create(request=case, position=1, name="某", phone="1")
        if case.handling_unit_id and case.state == "assigned":
            consult_third_party(case, party="某", contact="某", by=staff.handler, on=RECEIVED)
        for purpose in (RequestFile.Purpose.IDENTITY, RequestFile.Purpose.AGENCY):
            file = upload(picture("PNG"), "某.png")
            attach_file(case, file=file, purpose=purpose, by=staff.registrar, on=RECEIVED)
    for table in TABLES:
        for row in table._base_manager.all():
            for name, value in canaries(row).items():
                setattr(row, name, value)
            row.save()
    return made


def private_values() -> dict[str, str]:
    """Return every private value with the field in which it stands."""
    return {
        value: f"{row._meta.model_name}.{name}"
        for table in TABLES
        for row in table._base_manager.all()
        for name, value in canaries(row).items()
    }


def leaks(text: str, values: dict[str, str]) -> set[str]:
    """Return the fields whose values stand in a text."""
    return {field for value, field in values.items() if value in text}


def body_of(answer: Any) -> str:
    """Return all that an answer says: headers and content."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(answer.headers) + content.decode("utf-8", "replace")


def declared(name: str, role: Role | None) -> frozenset[str]:
    """Return which fields an address may show to a role, or to a visitor."""
    found = max((start for start in DECLARED if name.startswith(start)), key=len, default=None)
    if found is None:
        return frozenset()
    says = DECLARED[found]
    more = CONTACT if found == "office:request" and role in LOOKERS else frozenset()
    return says.fields | more if role in says.roles else frozenset()


@pytest.fixture
def client() -> Client:
    """A browser that takes a crash for an answer, so that the walk goes on."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("role", [None, *STAFF])
def test_no_page_shows_more_than_the_table_says(role: Role | None, client: Client, samples: Samples) -> None:
    values, wrong = private_values(), {}
    person = make_user(role=role, unit=samples["", "unit"]) if role else None
    for address in addresses():
        if address.name in REHEARSAL:
            continue
        if person:
            client.force_login(person)
        found = leaks(body_of(client.get(address.sample(samples))), values) - declared(address.name, role)
        if found:
            wrong[address.name] = sorted(found)

    assert not wrong


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
def test_no_log_holds_any(
    role: Role, client: Client, samples: Samples, caplog: pytest.LogCaptureFixture
) -> None:
    values = private_values()
    client.force_login(make_user(role=role, unit=samples["", "unit"]))
    for name in ("django", "django.db.backends", "gongkai"):
        caplog.set_level(logging.DEBUG, logger=name)

    with CaptureQueriesContext(connection):  # so that each query is logged with its parameters
        for address in addresses():
            if address.name.startswith("office:request") or not address.name.startswith("wagtail"):
                body_of(client.get(address.sample(samples)))
            if address.name == "office:request_applicant":
                assert leaks(body_of(client.post(address.sample(samples))), values)
        for row in [*Applicant.objects.all(), *Consultation.objects.all()]:
            assert all(getattr(row, each) for each in canaries(row))
            row.save()

    assert any("casework_applicant" in record.getMessage() for record in caplog.records)
    assert not leaks("\n".join(record.getMessage() for record in caplog.records), values)


def test_the_database_holds_none_in_clear(samples: Samples) -> None:
    values = private_values()
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            rows += cursor.fetchall()

    assert not leaks(str(rows), values)


def test_a_search_by_a_part_of_a_name_finds_nothing(client: Client, samples: Samples) -> None:
    person = make_user(role=Role.REGISTRAR, unit=samples["", "unit"])
    client.force_login(person)

    for path in ("/office/requests/?q=金丝雀", "/search/?q=金丝雀", "/office/requests/export/?q=金丝雀"):
        assert not leaks(body_of(client.get(path)), private_values())


def test_a_crash_says_nothing(client: Client, samples: Samples, monkeypatch: Any, settings: Any) -> None:
    settings.DEBUG = False

    def crash(self: Any) -> Any:
        raise RuntimeError(f"crashed with {self.applicant.name}")

    monkeypatch.setattr("gongkai.office.cases.CaseView.timeline", property(lambda self: crash(self.case)))
    client.force_login(make_user(role=Role.REGISTRAR, unit=samples["", "unit"]))
    case = samples["office:request", "pk"]

    answer = client.get(f"/office/requests/{case}/")

    assert answer.status_code == 500
    assert not leaks(body_of(answer), private_values())
