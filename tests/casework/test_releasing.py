"""释放为公开答复（条例第四十四条）: once, without the applicant, and taken down when it must be."""

from collections.abc import Collection
from datetime import date

import pytest
from django.core.files.base import ContentFile

from gongkai.casework import errors
from gongkai.casework.actions import release_answer, withdraw_answer
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer, RequestFile
from gongkai.common.kept_files import keep_file
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, answer_request, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED, RELEASED = date(2026, 3, 9), date(2026, 3, 12)


def answered() -> tuple[DisclosureRequest, Staff]:
    case = answer_request(make_request(name="李明"), on=ANSWERED)
    return case, staff_of(case.body)


def release(
    case: DisclosureRequest,
    staff: Staff,
    *,
    summary: str = "共有企业126家。",
    files: Collection[RequestFile] = (),
) -> ReleasedAnswer:
    title, by = "稳岗返还企业数", staff.office_head
    return release_answer(case, title=title, summary=summary, files=files, by=by, on=RELEASED)


def test_what_was_answered_is_released_with_its_outcome_and_day() -> None:
    case, staff = answered()

    answer = release(case, staff)

    assert list(ReleasedAnswer.objects.of(case.body).public()) == [answer]
    assert (str(answer), answer.outcome, answer.answered_on) == ("稳岗返还企业数", "granted", ANSWERED)
    assert case.events.get(step="release_answer").data["summary"] == "共有企业126家。"


def supplied(case: DisclosureRequest, name: str, text: str) -> RequestFile:
    """A file that went out with the reply."""
    facts = {"purpose": RequestFile.Purpose.SUPPLIED, "reply": case.current_reply}
    return keep_file(RequestFile(request=case, **facts), ContentFile(text.encode(), name=name))


def test_files_that_went_out_are_released_as_copies() -> None:
    case, staff = answered()
    file = supplied(case, "返还企业.txt", "企业名称\n青岚机械有限公司\n")

    answer = release(case, staff, files=[file])

    (copy,) = answer.files.all()
    assert (copy.name, copy.sha256, copy.text) == (
        "返还企业.txt",
        file.sha256,
        "返还企业.txt\n企业名称\n青岚机械有限公司",
    )
    with copy.file.open("rb") as opened:
        assert opened.read().decode() == "企业名称\n青岚机械有限公司\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("办理人：李明\n", "申请人的“姓名或者名称”"),
        ("王芳 11010519491231002X\n", "身份证件号码110105\\*+002X"),
        ("机密★5年\n名单\n", "密级标志"),
    ],
)
def test_a_file_that_leads_to_a_person_stays_inside(text: str, said: str) -> None:
    case, staff = answered()
    file = supplied(case, "名单.txt", text)

    with pytest.raises(errors.NamesPerson, match=said):
        release(case, staff, files=[file])

    assert not ReleasedAnswer.objects.exists()


def test_what_the_applicant_sent_is_never_released() -> None:
    case, staff = answered()
    sent = keep_file(
        RequestFile(request=case, purpose=RequestFile.Purpose.ATTACHMENT), ContentFile(b"abc", name="1.txt")
    )

    with pytest.raises(errors.NotToRelease):
        release(case, staff, files=[sent])


def test_a_file_that_cannot_be_read_stays_inside() -> None:
    case, staff = answered()
    file = supplied(case, "坏.txt", "好")
    place = str(file.file.name)
    file.file.storage.delete(place)
    file.file.storage.save(place, ContentFile(b"%PDF-1.7 broken"))

    with pytest.raises(errors.NotToRelease, match="没有检查，不能公开"):
        release(case, staff, files=[file])


@pytest.mark.parametrize("summary", ["李明申请的名单。", "李 明先生：", "联系电话138 0000 0000。"])
def test_no_fact_about_the_applicant_may_stand_in_it(summary: str) -> None:
    case, staff = answered()

    with pytest.raises(errors.NamesPerson) as refused:
        release(case, staff, summary=summary)

    assert "李明" not in str(refused.value)
    assert not ReleasedAnswer.objects.exists()


def test_it_says_something() -> None:
    case, staff = answered()

    with pytest.raises(errors.RequestIncomplete):
        release(case, staff, summary="  ")


def test_it_is_public_once() -> None:
    case, staff = answered()
    release(case, staff)

    with pytest.raises(errors.AlreadyReleased):
        release(case, staff)


def test_taken_down_it_may_be_released_anew() -> None:
    case, staff = answered()
    first = release(case, staff)

    withdraw_answer(case, note="有新的数字。", by=staff.office_head, on=date(2026, 3, 20))

    first.refresh_from_db()
    assert first.withdrawn_on == date(2026, 3, 20)
    assert not ReleasedAnswer.objects.public().exists()
    with pytest.raises(errors.NotReleased):
        withdraw_answer(case, by=staff.office_head, on=date(2026, 3, 20))
    release(case, staff)


def test_only_the_head_of_the_office_releases() -> None:
    case, staff = answered()

    with pytest.raises(StepNotAllowed):
        release_answer(case, title="稳岗", summary="名单。", by=staff.registrar, on=RELEASED)


def test_what_ended_without_a_reply_has_nothing_to_release() -> None:
    case = make_request(assigned=True)

    with pytest.raises(StepNotAllowed):
        release(case, staff_of(case.body))
