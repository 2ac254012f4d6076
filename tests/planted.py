"""Unmistakable values in every private field and every private file, and what finds them again anywhere."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import unquote
from zlib import crc32

import pypdfium2
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils.timezone import now

from gongkai.bodies.models import Body
from gongkai.bundles.actions import order_bundle
from gongkai.bundles.models import Audience
from gongkai.casework import actions as casework
from gongkai.casework.models import (
    CaseNote,
    CoApplicant,
    DisclosureRequest,
    Feedback,
    ReplyDraft,
    RequestFile,
)
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import SealedStorage
from gongkai.letters.actions import (
    attach_scan,
    correct_service,
    dispatch_letter,
    prepare_letter,
    record_service,
    sign_letter,
)
from gongkai.letters.models import Letter, Method
from gongkai.letters.sources import owed
from gongkai.mail.actions import keep_mail, set_preferences
from gongkai.mail.imap import Fetched
from gongkai.mail.models import Message
from gongkai.remedies.actions import add_paper
from gongkai.remedies.models import Remedy, RemedyPaper
from tests.common.test_uploads import picture, upload
from tests.factories import Staff, make_reply_facts, staff_of
from tests.mail.letters_of_people import make_mail
from tests.samples import Samples

RECEIVED = date(2026, 3, 9)
Purpose = RequestFile.Purpose
# Not sealed, since whoever handles the case works with them; private all the same.
IN_HOUSE: dict[type[models.Model], tuple[str, ...]] = {
    CaseNote: ("text",),
    Feedback: ("words",),
    ReplyDraft: ("facts",),
}
WRITTEN_AS_JSON = {"said", "facts"}  # of letters
SHORT = 12  # characters; a field that holds fewer has digits only


def private_fields() -> dict[type[models.Model], list[models.Field[Any, Any]]]:
    """Return the private fields of each model that has any, whatever app it is in."""
    found = {
        model: [each for each in model._meta.concrete_fields if _is_private(model, each)]
        for model in apps.get_models()
    }
    return {model: fields for model, fields in found.items() if fields}


def _is_private(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    is_file = isinstance(field, models.FileField) and isinstance(field.storage, SealedStorage)
    return isinstance(field, SealedTextField) or is_file or field.name in IN_HOUSE.get(model, ())


def label(row: models.Model, field: models.Field[Any, Any]) -> str:
    """Return how a field of a row is called in the tables of tests."""
    table = "proof" if isinstance(row, RequestFile) and row.is_proof else row._meta.model_name
    return f"{table}.{field.name}"


def needle(row: models.Model, field: models.Field[Any, Any]) -> str:
    """Return what stands in this field of this row, and nowhere else."""
    number = crc32(f"{label(row, field)}/{row.pk}".encode())
    return f"{number % 10**6:06d}" if (field.max_length or SHORT) < SHORT else f"K{number:010d}"


def plant(samples: Samples) -> Samples:
    """Add a row to every private table; put an unmistakable value into each private field of each."""
    _add_rows(samples)
    for model, fields in private_fields().items():
        for row in model._base_manager.all():
            for field in fields:
                if not isinstance(field, models.FileField):
                    setattr(row, field.name, _value(row, field))
                elif name := getattr(row, field.name).name:
                    field.storage.delete(name)
                    assert field.storage.save(name, ContentFile(_value(row, field).encode())) == name
            row.save()
    return samples


def _value(row: models.Model, field: models.Field[Any, Any]) -> Any:
    mark = needle(row, field)
    if isinstance(field, models.JSONField):
        return {**getattr(row, field.name), "text": f"金丝雀{mark}"}
    if field.name in WRITTEN_AS_JSON:
        return json.dumps({**json.loads(getattr(row, field.name) or "{}"), "note": mark})
    if (field.max_length or SHORT) < SHORT:
        return mark
    is_address = field.name in {"email", "sender_address"} or label(row, field) == "message.to"
    return f"canary{mark}@example.org" if is_address else f"金丝雀{mark}不可示人"


def planted() -> dict[str, str]:
    """Return each value that was planted with the field in which it stands."""
    return {
        needle(row, field): label(row, field)
        for model, fields in private_fields().items()
        for row in model._base_manager.all()
        for field in fields
        if not isinstance(field, models.FileField) or getattr(row, field.name)
    }


def leaks(text: str, values: dict[str, str]) -> set[str]:
    """Return the fields whose values stand in a text."""
    return {field for value, field in values.items() if value in text}


def text_of(answer: Any) -> str:
    """Return all that an answer says: headers, and content even where it is packed as PDF or ZIP."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unquote(str(answer.headers)) + "".join(unpacked(content))


def unpacked(content: bytes) -> Iterator[str]:
    """Yield the texts in a file: the pages of a PDF without line ends, the parts of a ZIP, or it as it is."""
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield "".join(page.get_textpage().get_text_bounded().split())
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from unpacked(archive.read(name))
    else:
        yield content.decode("utf-8", "replace")


def _add_rows(samples: Samples) -> None:
    case = DisclosureRequest.objects.get(pk=samples["office:request", "pk"])
    answered = DisclosureRequest.objects.get(pk=samples["office:promote_request", "pk"])
    staff = staff_of(case.body)
    for each in DisclosureRequest.objects.all():
        CoApplicant.objects.create(request=each, position=1, name="某", phone="1")
        for purpose in (Purpose.IDENTITY, Purpose.AGENCY, Purpose.ATTACHMENT):
            casework.attach_file(each, file=_scan(), purpose=purpose, by=staff.registrar, on=RECEIVED)
    casework.attach_file(case, file=_scan(), purpose=Purpose.SUPPLIED, by=staff.handler, on=RECEIVED)
    casework.attach_file(answered, file=_scan(), purpose=Purpose.REPLY, by=staff.registrar, on=RECEIVED)
    casework.keep_draft(case, facts=make_reply_facts(), by=staff.handler, on=RECEIVED)
    casework.consult_third_party(case, party="某", contact="某", by=staff.handler, on=RECEIVED)
    casework.add_note(case, text="某", by=staff.handler, on=RECEIVED)
    closed = DisclosureRequest.objects.get(state="closed")
    casework.give_feedback(closed, score=5, words="某", on=RECEIVED)
    remedy = Remedy.objects.get(pk=samples["office:remed", "pk"])
    on = remedy.accepted_on
    add_paper(remedy, kind=RemedyPaper.Kind.ANSWER, file=_scan(), by=staff.legal_reviewer, on=on)
    letter = _add_letter(answered, staff)
    _add_mails(case.body, staff, letter)
    for masked in (False, True):
        order_bundle(case, audience=Audience.COURT, masked=masked, by=staff.archivist, on=RECEIVED, at=now())


def _scan() -> ContentFile[bytes]:
    return upload(picture("PNG"), "某.png")


def _add_letter(case: DisclosureRequest, staff: Staff) -> Letter:
    who: dict[str, Any] = {"by": staff.registrar, "on": RECEIVED}
    source = next(each for each in owed(case) if each.kind.code == "receipt")
    letter = sign_letter(prepare_letter(source, **who), **who)
    attach_scan(letter, file=_scan(), **who)
    letter = dispatch_letter(letter, method=Method.POST, to="某", proof=_scan(), **who)
    letter = record_service(letter, receiver="某", proof=_scan(), **who)
    return correct_service(letter, served_on=RECEIVED, receiver="某某", reason="某", **who)


def _add_mails(body: Body, staff: Staff, letter: Letter) -> None:
    set_preferences(body, host="mail.example", account="ysq", password="某")
    raw = make_mail(message_id="<a2@mail.example>", files={"程序.exe": b"MZ\x90\0"})
    assert keep_mail(body, Fetched(2, raw, len(raw), now(), is_whole=True))
    case, via = letter.request, Message.Via.EMAIL
    facts = {"body": body, "request": case, "via": via, "label": "登记回执", "to": "某", "text": "某"}
    for number, state in enumerate((Message.State.FAILED, Message.State.RETURNED), 1):
        own = {"message_id": f"<{number}@haicheng.example>", "raw": f"mail/haicheng/sent/{number}.eml"}
        Message(**facts, **own, state=state, reason="某", by=staff.registrar).save()
