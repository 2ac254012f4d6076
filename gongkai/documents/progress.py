"""What the verbs of documents share: the lock with its checks, the record, the order of days."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files import File

from gongkai.bodies.models import User
from gongkai.common.kept_files import keep_file
from gongkai.documents.errors import DayOutOfOrder, DocumentIncomplete
from gongkai.documents.guards import GUARDS
from gongkai.documents.models import DocumentPaper, DocumentRecord, NormativeDocument
from gongkai.documents.reach import roles_over
from gongkai.documents.workflow import DOCUMENTS
from gongkai.rules.roles import Role


def checked(document: NormativeDocument, code: str, *, by: User | None, on: date) -> NormativeDocument:
    """
    Return the document locked, if the table and every guard let `by` take the step; nobody is the system.

    :raises StepNotAllowed: wrong state or role
    :raises Refused: one of the named refusals of a guard
    """
    found = NormativeDocument.objects.select_for_update(of=("self",)).select_related("body", "unit", "item")
    locked = found.get(pk=document.pk)
    roles = roles_over(by, locked, on) if by else {Role.SYSTEM}
    DOCUMENTS.check(code, state=locked.state, roles=roles)
    for guard in GUARDS.get(code, ()):
        guard(locked, by, on)
    return locked


def moved(
    document: NormativeDocument,
    code: str,
    *,
    by: User | None,
    on: date,
    note: str = "",
    files: Iterable[File[bytes]] = (),
    **data: Any,
) -> NormativeDocument:
    """
    Set the state that a step leads to, save, and record it with its files.

    :raises UploadRefused: a file is no document, damaged or too large
    """
    from_state = document.state
    document.state = DOCUMENTS.step(code).target(from_state)
    document.save()
    record(document, code, from_state, by=by, on=on, note=note, files=files, **data)
    return document


def record(
    document: NormativeDocument,
    code: str,
    from_state: str,
    *,
    by: User | None,
    on: date,
    note: str = "",
    files: Iterable[File[bytes]] = (),
    **data: Any,
) -> DocumentRecord:
    """
    Add the record of a step.

    :raises UploadRefused: a file is no document, damaged or too large
    """
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
    made = DocumentRecord.objects.create(
        document=document,
        step=code,
        from_state=from_state,
        to_state=document.state,
        by=by,
        on=on,
        note=note.strip(),
        data=kept,
    )
    for file in files:
        keep_file(DocumentPaper(record=made), file)
    return made


def check_order(*days: date | None) -> None:
    """
    Refuse days that contradict each other; unknown ones are left out.

    :raises DayOutOfOrder: a day lies before something that must precede it, or in the future
    """
    known = [day for day in days if day]
    if known != sorted(known):
        raise DayOutOfOrder("日期先后不对：立项、征求意见、审核、签发、公布应当依次，且不晚于今天，请核对。")


def check_said(**told: str) -> None:
    """
    Refuse a step without what it must say; names are Chinese words of the form.

    :raises DocumentIncomplete: naming what is missing
    """
    if missing := [name for name, text in told.items() if not text.strip()]:
        raise DocumentIncomplete(f"请写明{'、'.join(missing)}。")
