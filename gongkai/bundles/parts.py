"""The parts of a bundle in their order: sheets set from records, and the files of every room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.bundles.masking import HIDDEN, Mask
from gongkai.bundles.models import Audience, Bundle
from gongkai.bundles.sheets import Sheet, application, calendar, consultations, course, opinions, sendings
from gongkai.casework.files import files_of
from gongkai.casework.models import DisclosureRequest, RequestFile
from gongkai.letters.models import Letter
from gongkai.letters.rendering import render_pdf

Purpose = RequestFile.Purpose
PDF = "application/pdf"
HIDES = f"{HIDDEN}含有身份信息"
PURGED = "保存期限已满，文件已经清除"
NOTES = "内部备注不归档，也不对外提供"
# What applicants and third parties wrote or signed themselves cannot be masked.
NAMES_PEOPLE = frozenset(
    {
        Purpose.IDENTITY,
        Purpose.AGENCY,
        Purpose.ATTACHMENT,
        Purpose.CORRECTION,
        Purpose.PAYMENT,
        Purpose.OPINION,
        Purpose.REPLY,
    }
)


@dataclass(frozen=True)
class Part:
    """One document: a sheet, or a file that `read` returns; with a reason when it is left out."""

    section: str
    title: str
    on: date | None = None
    sheet: Sheet | None = None
    read: Callable[[], bytes] | None = None
    name: str = ""
    content_type: str = ""
    left_out: str = ""


def parts_of(bundle: Bundle) -> list[Part]:
    """Return the parts of a bundle for its audience, those left out with their reasons."""
    case = bundle.request
    mask = Mask.of(case) if bundle.masked else Mask([])
    return [
        *_asked(case, bundle, mask),
        *_handled(case, bundle, mask),
        *_written(case, bundle, mask),
        *_answered(case, bundle, mask),
        *_defended(case),
        *([Part("其他", "内部备注", left_out=NOTES)] if case.notes.exists() else []),
    ]


def _asked(case: DisclosureRequest, bundle: Bundle, mask: Mask) -> Iterator[Part]:
    section = "申请材料"
    yield Part(section, "政府信息公开申请表", case.submitted_on, sheet=application(case, mask))
    wanted = (Purpose.IDENTITY, Purpose.AGENCY, Purpose.ATTACHMENT, Purpose.CORRECTION)
    yield from _files(section, case, bundle, *wanted)


def _handled(case: DisclosureRequest, bundle: Bundle, mask: Mask) -> Iterator[Part]:
    section = "办理过程"
    yield Part(section, "办理记录", case.received_on, sheet=course(case, mask))
    if case.received_on:
        yield Part(section, "期限计算日历", case.due_on, sheet=calendar(case))
    if case.consultations.exists():
        yield Part(section, "征求意见登记", sheet=consultations(case, mask))
    yield from _files(section, case, bundle, Purpose.OPINION, Purpose.PAYMENT)


def _written(case: DisclosureRequest, bundle: Bundle, mask: Mask) -> Iterator[Part]:
    section = "文书和送达"
    fixed = [letter for letter in case.letters.valid() if letter.is_fixed]
    for letter in fixed:
        if not letter.outside:  # its sealed original follows
            name = f"{letter.of_kind.label}.pdf"
            printed = _printed(letter, mask)
            yield Part(section, str(letter), letter.signed_on, read=printed, name=name, content_type=PDF)
        for file in letter.files.all():
            title = f"{letter}：{file.get_purpose_display()}"
            yield _filed(section, title, file, file.added_on, HIDES if bundle.masked else "")
    if fixed:
        yield Part(section, "文书发出和送达情况", sheet=sendings(fixed, mask))


def _answered(case: DisclosureRequest, bundle: Bundle, mask: Mask) -> Iterator[Part]:
    section = "答复和审核"
    if case.replies.filter(reviews__isnull=False).exists():
        internal = "内部审核意见不随卷提交，留存本机关" if bundle.audience == Audience.COURT else ""
        sheet = None if internal else opinions(case, mask)
        yield Part(section, "答复审核意见", sheet=sheet, left_out=internal)
    yield from _files(section, case, bundle, Purpose.REPLY, Purpose.SUPPLIED)


def _defended(case: DisclosureRequest) -> Iterator[Part]:
    for remedy in case.remedies.order_by("accepted_on", "pk"):
        for paper in remedy.papers.all():
            title = f"{remedy.case_no}：{paper.get_kind_display()}"
            yield _filed("复议诉讼", title, paper, paper.paper_on, "")


def _files(section: str, case: DisclosureRequest, bundle: Bundle, *purposes: Purpose) -> Iterator[Part]:
    found = list(files_of(case))
    for purpose in purposes:
        for file in found:
            if file.purpose == purpose:
                why = PURGED if file.purged_on else ""
                why = why or (HIDES if bundle.masked and purpose in NAMES_PEOPLE else "")
                yield _filed(section, purpose.label, file, file.added_at.date(), why)


def _filed(section: str, title: str, file: Any, on: date, left_out: str) -> Part:
    """Return the part of a stored file; one that is left out keeps its own name for itself."""
    if left_out:
        return Part(section, title, on, left_out=left_out)

    def read() -> bytes:
        with file.file.open("rb") as stored:
            return bytes(stored.read())

    return Part(section, title, on, read=read, name=file.name, content_type=file.content_type)


def _printed(letter: Letter, mask: Mask) -> Callable[[], bytes]:
    def read() -> bytes:
        letter.text = mask(letter.text)  # in memory only; the letter stays as it was signed
        return render_pdf(letter)

    return read
