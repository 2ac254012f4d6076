"""申请的文件：谁在什么时候添加，什么时候给申请人看."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.actions import attach_file, issue_reply, redo_request, remove_file
from gongkai.casework.actions.papers import purposes_for
from gongkai.casework.models import DisclosureRequest, RequestFile
from gongkai.common.uploads import UploadRefused
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_reply, make_request, make_user, sign_reply, staff_of

pytestmark = pytest.mark.django_db
Purpose = RequestFile.Purpose
MONDAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return drawn.getvalue()


def attach(case: DisclosureRequest, purpose: Purpose, by: User | None, *, on: date = LATER) -> RequestFile:
    file = ContentFile(picture(), name="名单 李明.png")
    return attach_file(case, file=file, purpose=purpose, by=by, on=on)


# --- what is sent in ----------------------------------------------------------------------------------------


def test_a_proof_of_identity_is_kept_under_another_name_in_the_folder_of_the_request() -> None:
    case = make_request(received_on=None)

    file = attach(case, Purpose.IDENTITY, None, on=MONDAY)

    place = str(file.file.name)
    assert file.name == "名单 李明.png"
    assert "李明" not in place
    assert place.startswith(f"requests/{case.body.code}/{case.pk}/")
    with file.file.open() as stored:
        assert stored.read() == picture()


def test_a_program_is_no_proof() -> None:
    case = make_request(received_on=None)
    program = ContentFile(b"MZ" + bytes(100), name="proof.pdf")

    with pytest.raises(UploadRefused):
        attach_file(case, file=program, purpose=Purpose.IDENTITY, by=None, on=MONDAY)

    assert not case.files.exists()


def test_an_applicant_adds_own_papers_and_only_while_they_are_awaited() -> None:
    filed, registered = make_request(received_on=None), make_request()

    for case, purpose in ((filed, Purpose.SUPPLIED), (registered, Purpose.ATTACHMENT)):
        with pytest.raises(errors.FileNotNow):
            attach(case, purpose, None)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REPORT_EDITOR, Role.LEADER])
def test_who_only_reads_adds_nothing(role: Role) -> None:
    case = make_request()

    with pytest.raises(StepNotAllowed, match="经办人"):
        attach(case, Purpose.ATTACHMENT, make_user(role=role, body=case.body))


# --- what is supplied ---------------------------------------------------------------------------------------


def test_what_will_be_supplied_is_fixed_before_the_review() -> None:
    reply = make_reply()
    handler = staff_of(reply.request.body).handler

    with pytest.raises(errors.FileNotNow, match="第十七条"):
        attach(reply.request, Purpose.SUPPLIED, handler)


def test_a_file_is_released_with_the_reply_that_was_reviewed_with_it() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    file = attach(case, Purpose.SUPPLIED, staff.handler)
    assert not case.files.released().exists()

    reply = sign_reply(make_reply(case=case, on=LATER), on=LATER)
    reviewed = reply.fingerprint()
    reply = issue_reply(reply, by=staff.registrar, on=LATER)

    assert list(case.files.released()) == [file]
    assert reply.fingerprint() == reviewed


def test_what_is_prepared_for_a_redo_is_not_released_by_the_reply_before() -> None:
    case = answer_request(make_request(), on=LATER)
    staff = staff_of(case.body)
    case = redo_request(case, order="判决", by=staff.legal_reviewer, on=date(2026, 6, 1))

    attach(case, Purpose.SUPPLIED, staff.handler, on=date(2026, 6, 2))

    assert not case.files.released().exists()


def test_a_wrong_file_is_taken_out_and_the_event_remembers_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    file = attach(case, Purpose.SUPPLIED, handler)
    place = str(file.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file, by=handler, on=LATER)

    assert not case.files.exists()
    assert not default_storage.exists(place)
    event = case.events.last()
    assert event is not None
    assert (event.step_label, event.note) == ("移除拟提供的文件", "名单 李明.png")
    assert event.data == {"sha256": file.sha256}


def test_what_the_applicant_sent_stays() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    file = attach(case, Purpose.ATTACHMENT, staff.registrar)

    with pytest.raises(errors.FileNotNow):
        remove_file(file, by=staff.handler, on=LATER)


def test_the_signed_reply_is_added_by_the_office_after_it_was_issued() -> None:
    reply = sign_reply(make_reply(on=LATER), on=LATER)
    staff = staff_of(reply.request.body)

    with pytest.raises(errors.FileNotNow):
        attach(reply.request, Purpose.REPLY, staff.registrar)
    reply = issue_reply(reply, by=staff.registrar, on=LATER)
    with pytest.raises(StepNotAllowed):
        attach(reply.request, Purpose.REPLY, staff.handler)
    file = attach(reply.request, Purpose.REPLY, staff.registrar)

    assert file.reply == reply


def test_each_is_offered_what_fits_the_person_and_the_state() -> None:
    case = make_request(assigned=True)
    answered = answer_request(make_request(), on=LATER)

    assert Purpose.SUPPLIED in purposes_for(case, [Role.HANDLER])
    assert Purpose.REPLY not in purposes_for(case, [Role.HANDLER, Role.REGISTRAR])  # not issued yet
    assert Purpose.REPLY in purposes_for(answered, [Role.REGISTRAR])
    assert Purpose.SUPPLIED not in purposes_for(answered, [Role.HANDLER])
    assert purposes_for(case, [Role.LEADER]) == []
