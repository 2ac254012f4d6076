"""保存期满的个人信息: gone, while the case and every figure stay as they were."""

import json
from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from PIL import Image

from gongkai.casework.actions import (
    add_record_evidence,
    attach_file,
    correct_record,
    look_at_identity,
    look_at_record,
    purge_due,
    purges_by,
    tell_record,
)
from gongkai.casework.models import (
    Applicant,
    CoApplicant,
    DisclosureRequest,
    IdentityLook,
    RecordCorrection,
    RecordEvidence,
    RecordLook,
    RecordPerson,
    RequestFile,
)
from gongkai.rules.outcomes import Outcome
from gongkai.rules.retention import retention
from tests.factories import answer_request, make_body, make_record_correction, make_request, staff_of

pytestmark = pytest.mark.django_db
RECEIVED, ANSWERED_ON = date(2026, 3, 2), date(2026, 3, 9)
AFTER_FILES, AFTER_ALL = date(2029, 3, 10), date(2036, 3, 10)


@pytest.fixture
def case() -> DisclosureRequest:
    """An answered request with a proof of identity and somebody who asks, too."""
    body = make_body()
    case = make_request(body=body, received_on=RECEIVED, assigned=True, name="王小明")
    CoApplicant.objects.create(request=case, position=1, name="张大力", phone="0999-8600002")
    picture = BytesIO()
    Image.new("RGB", (40, 25)).save(picture, "PNG")
    file, purpose = SimpleUploadedFile("王小明身份证.png", picture.getvalue()), RequestFile.Purpose.IDENTITY
    attach_file(case, file=file, purpose=purpose, by=staff_of(body).registrar, on=RECEIVED)
    return answer_request(case, on=ANSWERED_ON, outcome=Outcome.GRANTED)


def figures() -> Counter[tuple[str, ...]]:
    """Count what the annual report asks: kind of applicant, outcome, days."""
    fields = ("applicant__kind", "outcome", "received_on", "concluded_on", "concluded_late", "body")
    return Counter(DisclosureRequest.objects.values_list(*fields))


def everything_stored() -> str:
    """Return all that the tables of casework hold, as text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names() if name.startswith("casework_")]
        rows = []
        for name in tables:
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608
            rows += cursor.fetchall()
    return str(rows)


def test_nothing_goes_before_its_time(case: DisclosureRequest) -> None:
    last = case.events.latest("on").on

    assert purge_due(on=retention("files").until(last)) == []
    assert Applicant.objects.get().name == "王小明"


def test_proofs_go_first_and_the_rest_after_ten_years(case: DisclosureRequest, settings: Any) -> None:
    first = purge_due(on=AFTER_FILES)
    still = Applicant.objects.get().name
    second = purge_due(on=AFTER_ALL)

    assert [(each.number, each.rule.code) for each in first] == [(case.number, "files")]
    assert [(each.number, each.rule.code) for each in second] == [(case.number, "identity")]
    assert still == "王小明"
    assert Applicant.objects.get().purged_on == AFTER_ALL
    assert purge_due(on=AFTER_ALL) == []


def test_the_file_is_deleted_and_its_row_stays(
    case: DisclosureRequest, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    place = Path(settings.MEDIA_ROOT) / str(RequestFile.objects.get().file.name)
    assert place.exists()

    with django_capture_on_commit_callbacks(execute=True):
        purge_due(on=AFTER_FILES)

    file = RequestFile.objects.get()
    assert not place.exists()
    assert (file.name, str(file.file), file.purged_on) == ("", "", AFTER_FILES)


def test_figures_stay_and_nothing_of_the_person_is_left(case: DisclosureRequest) -> None:
    before = figures()
    marks = Applicant.objects.values_list("name_match", flat=True).get()

    purge_due(on=AFTER_ALL)

    assert figures() == before
    assert "g1." not in everything_stored()
    assert marks not in everything_stored()
    assert "王小明" not in everything_stored()


def test_the_history_says_what_was_purged(case: DisclosureRequest) -> None:
    purge_due(on=AFTER_ALL)

    notes = [event.note for event in case.events.filter(step="purge")]

    assert len(notes) == 2
    assert any("身份证明、授权委托书" in note for note in notes)


def test_what_is_in_hand_is_never_purged() -> None:
    make_request(received_on=RECEIVED, assigned=True)

    assert purges_by(date(2099, 1, 1)) == []


def test_old_looks_go_and_younger_stay(case: DisclosureRequest) -> None:
    by = staff_of(case.body).registrar
    look_at_identity(case, by=by, on=date(2026, 3, 9))
    look_at_identity(case, by=by, on=date(2031, 3, 10))

    purge_due(on=date(2031, 3, 11))

    assert [look.on for look in IdentityLook.objects.all()] == [date(2031, 3, 10)]


@pytest.mark.parametrize("everywhere", [True, False])
def test_old_looks_at_records_go_of_the_body_that_is_named(everywhere: bool) -> None:
    record = make_record_correction()
    by, other = staff_of(record.body).registrar, make_body()
    for on in (date(2026, 3, 9), date(2031, 3, 10)):
        look_at_record(record, by=by, on=on)

    purge_due(on=date(2031, 3, 11), body=other)
    assert RecordLook.objects.count() == 2
    purge_due(on=date(2031, 3, 11), body=None if everywhere else record.body)

    assert [look.on for look in RecordLook.objects.all()] == [date(2031, 3, 10)]


def told_record() -> RecordCorrection:
    record = make_record_correction(on=RECEIVED)
    by, head = staff_of(record.body).registrar, staff_of(record.body).office_head
    evidence = SimpleUploadedFile("登记卡.txt", "登记卡".encode())
    add_record_evidence(record, file=evidence, by=by, on=RECEIVED)
    record = correct_record(record, decision="已经更正", by=head, on=ANSWERED_ON)
    return tell_record(record, by=by, on=ANSWERED_ON)


def test_whom_a_told_record_is_about_goes_with_the_evidence(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    record = told_record()
    place = Path(settings.MEDIA_ROOT) / str(RecordEvidence.objects.get().file.name)
    assert place.exists()
    assert purge_due(on=retention("records").until(ANSWERED_ON)) == []

    with django_capture_on_commit_callbacks(execute=True):
        gone = purge_due(on=AFTER_ALL)

    assert [(each.number, each.rule.code) for each in gone] == [(record.number, "records")]
    assert not place.exists()
    assert RecordPerson.objects.get().purged_on == AFTER_ALL
    assert "g1." not in everything_stored()
    assert RecordCorrection.objects.get().decision == "已经更正"
    assert purge_due(on=AFTER_ALL) == []


def test_a_record_of_which_nobody_was_told_is_kept() -> None:
    make_record_correction()

    assert purges_by(date(2099, 1, 1)) == []


def test_the_command_lists_before_it_purges(case: DisclosureRequest) -> None:
    def purge(*options: str) -> dict[str, Any]:
        out = StringIO()
        call_command("purge", "--on", AFTER_FILES.isoformat(), "--json", *options, stdout=out)
        found: dict[str, Any] = json.loads(out.getvalue())
        return found

    listed = purge("--dry-run")

    assert listed["purged"] is False
    assert purge() == {**listed, "purged": True}
    assert purge()["cases"] == []
