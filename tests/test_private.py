"""Nothing leaks: unmistakable values in every private field, and a walk through everything that answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import User
from gongkai.bundles.models import Bundle
from gongkai.casework.models import Applicant, DisclosureRequest, RequestFile
from gongkai.common.sealed import SealedTextField
from gongkai.letters.models import Letter, LetterFile
from gongkai.letters.sources import owed
from gongkai.letters.workflow import WRITERS
from gongkai.mail.models import IncomingFile, IncomingMail
from gongkai.office.menu import SIGNING
from gongkai.portal.following import sealed
from gongkai.remedies.models import RemedyPaper
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.factories import make_user
from tests.planted import leaks, plant, planted, private_fields, text_of
from tests.samples import Samples, make_samples

pytestmark = pytest.mark.django_db
STAFF = sorted(frozenset(Role) - {Role.SYSTEM})
REHEARSAL = ("wagtailadmin_error_test",)  # crashes on purpose
LOOKERS = frozenset(
    {Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.AUDITOR}
)
CASEWORK = frozenset(Role) - {Role.SYSTEM, Role.INFORMATION_OFFICER, Role.ADMINISTRATOR}
NAMED = LOOKERS | {Role.UNIT_HEAD, Role.LEADER}  # who read letters and replies, in which the name stands
BUNDLERS = frozenset({Role.REGISTRAR, Role.OFFICE_HEAD, Role.LEGAL_REVIEWER, Role.ARCHIVIST})
DEFENDERS = frozenset({Role.REGISTRAR, Role.OFFICE_HEAD, Role.LEGAL_REVIEWER, Role.LEADER, Role.AUDITOR})
SORTERS = frozenset({Role.REGISTRAR, Role.OFFICE_HEAD})
EVERYBODY = frozenset(Role) | {None}
RECORDS = DEFENDERS | {Role.ARCHIVIST}
PERSON = ("name", "id_number", "phone", "email", "address")
MAIL = ("subject", "text", "sender_name", "sender_address")


APPLICANT = tuple(
    f"applicant.{each.name}" for each in Applicant._meta.concrete_fields if isinstance(each, SealedTextField)
)
ASKING = (*APPLICANT, "coapplicant.name")  # letters name all who ask


@dataclass(frozen=True)
class Shown:
    """Private fields that may stand on a page, and for whom; nobody is a visitor with the code."""

    fields: tuple[str, ...]
    roles: Collection[Role | None]


# The longest beginning of an address's name decides; what is not here shows nothing to anybody.
DECLARED: dict[str, tuple[Shown, ...]] = {
    # whoever follows a request came with its code and one of the names; all names are masked
    "portal:request_file": (Shown(("requestfile.name", "requestfile.file"), EVERYBODY),),
    # the case: the applicant masked; whose opinion is awaited, and for those who write to them, where
    "office:radar": (Shown(("consultation.party",), CASEWORK),),
    "office:consultations": (Shown(("consultation.party",), CASEWORK),),
    "office:request": (
        Shown(("consultation.party", "requestfile.name", "casenote.text"), CASEWORK),
        Shown(("consultation.contact",), LOOKERS),
    ),
    "office:request_file": (
        Shown(("requestfile.name", "requestfile.file"), CASEWORK),
        Shown(("proof.name", "proof.file"), LOOKERS),  # and the opening is on record
    ),
    "office:add_request_file": (Shown(("requestfile.name",), CASEWORK),),
    "office:draft_reply": (Shown(("replydraft.facts",), {Role.HANDLER, Role.REGISTRAR}),),
    "office:bundle_download": (Shown(("bundle.pdf", "bundle.zip"), BUNDLERS),),
    # a letter is addressed to somebody; whoever writes or reads it must see to whom
    "office:letter_new": (Shown((*ASKING, "consultation.party", "consultation.contact"), WRITERS),),
    "office:letter_edit": (Shown(ASKING, WRITERS),),  # some quote the form; the look is on record
    "office:letter": (
        Shown(("letter.text", "letterfile.name", "letterfile.file", "service.receiver"), NAMED),
        Shown(("sendingcorrection.old", "sendingcorrection.new"), NAMED),
        Shown(("dispatch.to",), LOOKERS),
    ),
    "office:letter_template": (),
    "office:signing_reply": (Shown(("applicant.name",), frozenset(SIGNING)),),
    # a mail is read by those who must say what it is, and each reading is on record
    "office:mail": (Shown(("incomingmail.subject",), SORTERS),),
    "office:mail_one": (
        Shown(tuple(f"incomingmail.{each}" for each in MAIL), SORTERS),
        Shown(("incomingfile.name", "incomingfile.refused"), SORTERS),
    ),
    "office:mail_register": (
        Shown(("incomingmail.subject",), SORTERS),
        Shown((*(f"incomingmail.{each}" for each in MAIL), "incomingfile.name"), {Role.REGISTRAR}),
        Shown(("incomingfile.refused",), {Role.REGISTRAR}),
    ),
    "office:mail_file": (Shown(("incomingfile.name", "incomingfile.file"), SORTERS),),
    "office:mail_raw": (Shown(("incomingmail.raw",), SORTERS),),
    "office:mail_sent": (),
    # what the body has on record about somebody, and the papers of a dispute
    "office:record_correction": (
        Shown(tuple(f"recordcorrection.{each}" for each in ("wrong", "right", "evidence")), RECORDS),
        Shown(("recordevidence.name",), RECORDS - {Role.LEADER}),
    ),
    "office:record_file": (  # and the opening is on record
        Shown(("recordevidence.name", "recordevidence.file"), RECORDS - {Role.LEADER}),
    ),
    "office:remedy": (Shown(("remedypaper.name", "remedypaper.file"), DEFENDERS),),
}
# What a form that was not filled in answers with is the page on which it stands.
POSTED = {"office:mail_sort": "office:mail_one", "office:letter_step": "office:letter"}
LOOKS = {"office:request_applicant", "office:record_person"}  # posting is the look itself
FILES = {
    "bundle.pdf",
    "bundle.zip",
    "incomingfile.file",
    "incomingmail.raw",
    "letterfile.file",
    "proof.file",
    "recordevidence.file",
    "remedypaper.file",
    "requestfile.file",
}


def _rows(model: type[models.Model], **names: str) -> list[dict[str, Any]]:
    """Return the parameters of an address for each row, by the names that they have in its route."""
    return [{name: _get(row, path) for name, path in names.items()} for row in model._base_manager.all()]


def _get(row: Any, path: str) -> Any:
    return sealed(row.request) if path == "token" else getattr(row, path)


def _each(rows: list[dict[str, Any]], **more: Collection[str]) -> list[dict[str, Any]]:
    """Return the parameters with each value of one more."""
    return [row | {name: value} for row in rows for name, values in more.items() for value in values]


def visits() -> dict[str, list[dict[str, Any]]]:
    """Return, for the addresses that show private things, the parameters of every row that there is."""
    letter = {"pk": "request_id", "letter": "pk"}
    tokens = [{"token": sealed(case)} for case in DisclosureRequest.objects.all()]
    return {
        "office:request": _rows(DisclosureRequest, pk="pk"),
        "office:request_applicant": _rows(DisclosureRequest, pk="pk"),
        "office:request_file": _rows(RequestFile, pk="request_id", file="pk"),
        "office:letter": _rows(Letter, **letter),
        "office:letter_new": [
            {"pk": case.pk, "about": source.key}
            for case in DisclosureRequest.objects.all()
            for source in owed(case)
        ],
        "office:letter_download": _each(_rows(Letter, **letter), form=("pdf", "docx")),
        "office:letter_file": [
            {"pk": file.letter.request_id, "letter": file.letter_id, "file": file.pk}
            for file in LetterFile.objects.all()
        ],
        "office:bundle_download": _each(
            _rows(Bundle, pk="request_id", bundle="pk"), form=("pdf", "zip", "made_by")
        ),
        "office:remedy_paper": _rows(RemedyPaper, pk="remedy_id", paper="pk"),
        "office:mail_one": _rows(IncomingMail, pk="pk"),
        "office:mail_raw": _rows(IncomingMail, pk="pk"),
        "office:mail_register": _rows(IncomingMail, pk="pk"),
        "office:mail_file": _rows(IncomingFile, pk="mail_id", file="pk"),
        "portal:status": tokens,
        "portal:receipt": tokens,
        "portal:receipt_pdf": tokens,
        "portal:request_file": _rows(RequestFile, token="token", pk="pk"),
    }


def walk(
    client: Client, samples: Samples, person: User | None, *, method: str = "get"
) -> Iterator[tuple[str, Any]]:
    """
    Open every address, those of `visits` for each row, and yield its name with the answer.

    What posting does is taken back.
    """
    rows = visits()
    _enter(client, person)
    for address in addresses():
        if address.name in REHEARSAL:
            continue
        of_rows = [reverse(address.name, kwargs=row) for row in rows.get(address.name, ())]
        for path in of_rows or [address.sample(samples)]:
            with transaction.atomic():
                yield address.name, getattr(client, method)(path)
                transaction.set_rollback(method == "post")
        if "log" in address.name:  # in or out
            _enter(client, person)


def _enter(client: Client, person: User | None) -> None:
    if person:
        client.force_login(person)


@pytest.fixture
def samples() -> Samples:
    """One record of each kind and more, with an unmistakable value in every private field."""
    return plant(make_samples())


@pytest.fixture
def client() -> Client:
    """A browser that takes a crash for an answer, so that the walk goes on."""
    return Client(raise_request_exception=False)


def declared(name: str, role: Role | None) -> set[str]:
    """Return which fields an address may show to a role, or to a visitor."""
    found = max((start for start in DECLARED if name.startswith(start)), key=len, default=None)
    says = DECLARED[found] if found else ()
    return {field for each in says if role in each.roles for field in each.fields}


def test_each_private_field_of_each_app_is_planted(samples: Samples) -> None:
    """A new private field without a row here would be walked past; add the row to `plant`."""
    missing = []
    for model, fields in private_fields().items():
        rows = list(model._base_manager.all())
        missing += [
            f"{model.__name__}.{each.name}" for each in fields if not any(map(each.value_from_object, rows))
        ]

    assert not missing
    assert len(planted()) > 100


@pytest.mark.parametrize("role", [None, *STAFF])
def test_no_page_shows_more_than_the_table_says(role: Role | None, client: Client, samples: Samples) -> None:
    values, wrong, seen = planted(), {}, set()
    for name, answer in walk(client, samples, _person(role, samples)):
        found = leaks(text_of(answer), values)
        seen |= found
        if more := found - declared(name, role):
            wrong[name] = sorted(more)

    assert not wrong
    assert role is not Role.REGISTRAR or seen >= FILES  # the walk does open what there is to open


@pytest.mark.parametrize("role", [None, Role.REGISTRAR, Role.INFORMATION_OFFICER])
def test_no_answer_to_an_empty_form_shows_more(role: Role | None, client: Client, samples: Samples) -> None:
    values, wrong = planted(), {}
    for name, answer in walk(client, samples, _person(role, samples), method="post"):
        more = leaks(text_of(answer), values) - declared(POSTED.get(name, name), role)
        if more and name not in LOOKS:
            wrong[name] = sorted(more)

    assert not wrong


def test_a_look_shows_the_applicant_and_nobody_else_sees_it(client: Client, samples: Samples) -> None:
    values = planted()
    client.force_login(_person(Role.REGISTRAR, samples))
    case = DisclosureRequest.objects.get(pk=samples["office:request", "pk"])

    page = text_of(client.post(reverse("office:request_applicant", args=[case.pk])))

    shown = {field for field in leaks(page, values) if field.startswith(("applicant.", "coapplicant."))}
    assert {"applicant.name", "applicant.id_number", "applicant.phone", "coapplicant.phone"} <= shown


def test_a_look_at_a_record_shows_whom_it_is_about(client: Client, samples: Samples) -> None:
    client.force_login(_person(Role.REGISTRAR, samples))
    record = samples["office:record", "pk"]

    closed = text_of(client.get(reverse("office:record_correction", args=[record])))
    opened = text_of(client.post(reverse("office:record_person", args=[record])))

    found = [{each for each in leaks(page, planted()) if "recordperson" in each} for page in (closed, opened)]
    assert found == [set(), {f"recordperson.{each}" for each in PERSON}]


def _person(role: Role | None, samples: Samples) -> User | None:
    return make_user(role=role, unit=samples["", "unit"]) if role else None
