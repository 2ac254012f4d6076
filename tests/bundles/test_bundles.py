"""案卷: what goes in, in which order, what is left out and why; PDF, ZIP, and the record of the making."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from gongkai.bundles import pages
from gongkai.bundles.actions import (
    NotToBeRemade,
    drop_old,
    order_bundle,
    remake_bundle,
    resume_bundles,
)
from gongkai.bundles.assembling import Made
from gongkai.bundles.models import Audience, Bundle, private_path
from gongkai.bundles.tasks import make_bundle as make_task
from gongkai.casework.actions import ask_to_correct, attach_file, consult_third_party
from gongkai.casework.actions.together import add_note
from gongkai.casework.models import DisclosureRequest, RequestFile
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.typesetting import NotTypeset
from gongkai.letters import actions as letters
from gongkai.letters.models import Method
from gongkai.remedies.actions import add_paper
from gongkai.remedies.models import RemedyPaper
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.common.test_uploads import picture, upload
from tests.factories import answer_request, make_remedy, make_request, make_user, staff_of
from tests.letters.correspondence import make_bureau, source

pytestmark = pytest.mark.django_db
RECEIVED, ANSWERED, TODAY = date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 13)
NOW = datetime(2026, 4, 13, 1, tzinfo=UTC)
Purpose = RequestFile.Purpose


def challenged() -> DisclosureRequest:
    """A denied request with an attachment, a note, a letter sent and served, a review and its notice."""
    case = make_request(body=make_bureau(), name="欧阳不存在", phone="13900001234")
    staff = staff_of(case.body)
    file = upload(picture("PNG"), "欧阳不存在身份证.png")
    attach_file(case, file=file, purpose=Purpose.ATTACHMENT, by=staff.registrar, on=RECEIVED)
    receipt = letters.prepare_letter(source(case, "receipt"), by=staff.registrar, on=RECEIVED)
    receipt = letters.sign_letter(receipt, by=staff.registrar, on=RECEIVED)
    scan = upload(picture("PNG"), "盖章件.png")
    letters.attach_scan(receipt, file=scan, by=staff.registrar, on=RECEIVED)
    receipt = letters.dispatch_letter(
        receipt, method=Method.COUNTER, to="欧阳不存在", by=staff.registrar, on=RECEIVED
    )
    letters.record_service(receipt, receiver="欧阳不存在", by=staff.registrar, on=RECEIVED)
    add_note(case, text="此人常来", by=staff.registrar, on=RECEIVED)
    case = answer_request(case, on=ANSWERED, outcome=Outcome.DENIED_PROCESS)
    remedy = make_remedy(case=case)
    add_paper(
        remedy,
        kind=RemedyPaper.Kind.NOTICE,
        file=upload(picture("JPEG"), "答复通知书.jpg"),
        by=staff.legal_reviewer,
        on=TODAY,
    )
    return remedy.request


def made(case: DisclosureRequest, audience: Audience = Audience.ARCHIVE, *, masked: bool = False) -> Bundle:
    bundle = ordered(case, audience, masked=masked)
    bundle.refresh_from_db()  # in tests the worker works at once
    return bundle


def ordered(
    case: DisclosureRequest, audience: Audience = Audience.ARCHIVE, *, masked: bool = False
) -> Bundle:
    by = staff_of(case.body).archivist
    return order_bundle(case, audience=audience, masked=masked, by=by, on=TODAY, at=NOW)


def text_of(bundle: Bundle) -> list[str]:
    with pypdfium2.PdfDocument(bundle.pdf.open("rb").read()) as document:
        return [
            page.get_textpage().get_text_range().replace("\r\n", "").replace(" ", "") for page in document
        ]


def bookmarks(bundle: Bundle) -> list[tuple[str, int]]:
    with pypdfium2.PdfDocument(bundle.pdf.open("rb").read()) as document:
        return [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]


def names(bundle: Bundle) -> list[str]:
    return ZipFile(BytesIO(bundle.zip.open("rb").read())).namelist()


@pytest.fixture
def case() -> DisclosureRequest:
    return challenged()


def test_everything_goes_into_the_archive_with_an_index_page_numbers_and_bookmarks(
    case: DisclosureRequest,
) -> None:
    bundle = made(case)

    shown, marks = text_of(bundle), dict(bookmarks(bundle))
    assert bundle.state == Bundle.State.READY
    assert bundle.pages == len(shown)
    assert "卷宗目录" in shown[0]
    assert f"第1页，共{bundle.pages}页" in shown[0]
    for title in ("政府信息公开申请表", "办理记录", "期限计算日历", "文书发出和送达情况", "答复审核意见"):
        assert title in shown[0]
        assert title in shown[marks[title] - 1]
    assert "欧阳不存在" in shown[marks["政府信息公开申请表"] - 1]
    assert "答复期限至2026年3月30日" in shown[marks["期限计算日历"] - 1]
    assert marks["复议诉讼"] == bundle.pages


def test_the_zip_holds_the_files_as_they_were_sent(case: DisclosureRequest) -> None:
    found = names(made(case))

    assert found[-1] == "案卷.pdf"
    assert [name.partition(" ")[2] for name in found[:-1]] == [
        "欧阳不存在身份证.png",
        "登记回执.pdf",
        "盖章件.png",
        "答复通知书.jpg",
    ]


def test_notes_go_nowhere_and_opinions_not_to_a_court(case: DisclosureRequest) -> None:
    archive, court = made(case), made(case, Audience.COURT)

    assert "此人常来" not in "".join([*text_of(archive), *text_of(court)])
    assert "内部审核意见不随卷提交" in text_of(court)[0]
    assert "内部备注" in text_of(archive)[0]
    assert "答复审核意见" not in dict(bookmarks(court))
    assert (archive.left_out, court.left_out) == (1, 2)


def test_a_masked_bundle_names_nobody_and_says_what_it_left_out(case: DisclosureRequest) -> None:
    bundle = made(case, Audience.COURT, masked=True)

    whole = "".join(text_of(bundle))
    assert "欧阳不存在" not in whole
    assert "13900001234" not in whole
    assert case.query_code not in whole
    assert "〔已隐去〕" in whole
    assert "含有身份信息" in text_of(bundle)[0]
    assert not [name for name in names(bundle) if "欧阳" in name or "盖章件" in name]
    assert "欧阳不存在" in case.letters.get().text


def test_a_broken_or_missing_file_or_one_of_another_kind_is_listed_and_stops_nothing(
    case: DisclosureRequest,
) -> None:
    files = list(case.files.all())
    for name, content_type in (("坏.pdf", "application/pdf"), ("坏.png", "image/png"), ("表.docx", "x/docx")):
        data = RequestFile(request=case, purpose=Purpose.SUPPLIED, size=3, sha256=f"{name}{1:0>40}")
        data.name, data.content_type = name, content_type
        data.file.save(name, upload(b"%PDF-1.7 broken", name), save=True)
    gone = RequestFile.objects.create(
        request=case, purpose=Purpose.SUPPLIED, size=1, sha256="0" * 64, name="失.pdf", file="no/where.pdf"
    )
    RequestFile.objects.filter(pk=files[0].pk).update(purged_on=TODAY)

    bundle = made(case)

    first = "".join(text_of(bundle)[:2])
    for why in ("文件已损坏，打不开", "图片已损坏，打不开", "见压缩包", "文件读不出来", "保存期限已满"):
        assert why in first
    assert bundle.left_out == 6
    assert [name for name in names(bundle) if "表.docx" in name]
    assert gone.pk


def test_pages_that_the_typesetter_does_not_take_go_in_as_pictures(
    case: DisclosureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TRIAL", b"#panic(%d)")

    bundle = made(case)

    assert bundle.state == Bundle.State.READY
    assert "登记回执" in dict(bookmarks(bundle)) or any("登记回执" in title for title, _ in bookmarks(bundle))


def test_consultations_are_set_too() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    consult_third_party(case, party="某公司", contact="海城市", by=handler, on=RECEIVED)
    case.refresh_from_db()

    shown, masked = ("".join(text_of(made(case, masked=hidden))) for hidden in (False, True))

    assert "某公司" in shown
    assert "尚未答复" in shown
    assert "某公司" not in masked


def test_a_clock_that_stands_still_says_so() -> None:
    case = make_request()
    registrar = staff_of(case.body).registrar
    case = ask_to_correct(
        case, items="文件名称", until_on=date(2026, 3, 23), by=registrar, on=date(2026, 3, 4)
    )

    assert "期限停止计算" in "".join(text_of(made(case)))


def test_a_request_that_is_not_registered_has_no_calendar() -> None:
    case = make_request(received_on=None)

    assert "期限计算日历" not in dict(bookmarks(made(case)))


def test_each_making_is_recorded_with_who_for_whom_and_the_fingerprint(case: DisclosureRequest) -> None:
    bundle = made(case, Audience.COURT, masked=True)

    event = case.events.last()
    assert event is not None
    assert (event.step, event.by, event.on) == ("make_bundle", bundle.made_by, TODAY)
    assert event.note == f"用途：提交法院、复议机关，隐去身份信息。SHA-256：{bundle.sha256}"


def test_it_is_made_once(case: DisclosureRequest) -> None:
    bundle = made(case)
    before = case.events.count()

    make_task.call(bundle.pk)

    assert case.events.count() == before
    assert (bundle.done, bundle.total) == (0, 0) or bundle.done == bundle.total


def test_a_character_without_a_glyph_fails_it_and_says_so(
    case: DisclosureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_facts: object) -> bytes:
        raise NotTypeset("现有字体缺少字")

    monkeypatch.setattr("gongkai.bundles.assembling.typeset", refuse)
    bundle = ordered(case)
    bundle.refresh_from_db()
    monkeypatch.undo()

    assert (bundle.state, bundle.is_going, bundle.reason) == (Bundle.State.FAILED, False, "现有字体缺少字")
    again = remake_bundle(bundle, by=bundle.made_by, on=TODAY, at=NOW)
    again.refresh_from_db()
    assert (again.state, again.reason, again.tries) == (Bundle.State.READY, "", 1)
    with pytest.raises(NotToBeRemade, match="这份案卷已完成"):
        remake_bundle(again, by=bundle.made_by, on=TODAY, at=NOW)


def test_whatever_goes_wrong_is_said_and_leaves_no_file(
    case: DisclosureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_args: object, **_facts: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr("gongkai.bundles.actions.record_bundle", crash)
    bundle = ordered(case)
    bundle.refresh_from_db()

    assert (bundle.state, bundle.pdf.name, bundle.zip.name) == (Bundle.State.FAILED, "", "")
    assert bundle.reason == "制作时出错，经过已经记入系统日志，请联系管理员后重新制作。"
    assert not sealed_storage.exists(private_path(bundle, "案卷.pdf"))


@pytest.mark.parametrize("state", [Bundle.State.WAITING, Bundle.State.MAKING])
def test_what_a_dead_worker_left_is_taken_up_again(case: DisclosureRequest, state: str) -> None:
    bundle = made(case)
    Bundle.objects.update(state=state, tries=1, touched_at=NOW, pdf="", zip="")

    assert resume_bundles(at=NOW + timedelta(minutes=9)) == []
    assert resume_bundles(at=NOW + timedelta(minutes=10)) == [bundle]

    bundle.refresh_from_db()
    assert (bundle.state, bundle.tries) == (Bundle.State.READY, 2)


def test_after_three_workers_died_it_has_failed(case: DisclosureRequest) -> None:
    bundle = made(case)
    Bundle.objects.update(state=Bundle.State.MAKING, tries=3, touched_at=None)

    resume_bundles(at=NOW)

    bundle.refresh_from_db()
    assert bundle.state == Bundle.State.FAILED
    assert bundle.reason.startswith("制作几次都中断了")


def test_a_worker_that_was_given_up_keeps_nothing(
    case: DisclosureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(bundle: Bundle, _progress: object) -> Made:
        Bundle.objects.filter(pk=bundle.pk).update(tries=2)
        return Made(b"%PDF", b"PK", pages=1, left_out=0)

    monkeypatch.setattr("gongkai.bundles.actions.assemble", overtaken)
    bundle = ordered(case)

    bundle.refresh_from_db()
    assert (bundle.state, bundle.tries, bundle.pdf.name) == (Bundle.State.MAKING, 2, "")


def test_the_files_go_after_a_week_and_the_row_stays(
    case: DisclosureRequest, django_capture_on_commit_callbacks: object
) -> None:
    bundle = made(case)
    place = str(bundle.pdf.name)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        kept, gone = drop_old(on=date(2026, 4, 20)), drop_old(on=date(2026, 4, 21))

    bundle.refresh_from_db()
    assert (kept, gone, bundle.pdf.name) == ([], [bundle], "")
    assert not sealed_storage.exists(place)
    assert str(bundle) == f"{case.number} 归档"


@pytest.mark.parametrize("role", [Role.HANDLER, Role.LEADER, Role.AUDITOR])
def test_only_who_keeps_or_defends_the_papers_makes_it(role: Role) -> None:
    case = make_request(assigned=True)
    by = make_user(role=role, unit=case.handling_unit)

    with pytest.raises(StepNotAllowed, match="制作案卷"):
        order_bundle(case, audience=Audience.ARCHIVE, by=by, on=TODAY, at=NOW)


def test_a_document_without_pages_is_no_page(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = BytesIO()
    with pypdfium2.PdfDocument.new() as empty:
        empty.save(buffer)

    with pytest.raises(pages.NotPages):
        pages.lay_out(buffer.getvalue(), "application/pdf", tmp_path, "x")  # type: ignore[arg-type]
