"""年报核对: files are read apart, what is wrong is counted, put right, answered, and taken over."""

from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from gongkai.bodies.models import Body, User
from gongkai.common.uploads import UploadRefused
from gongkai.proofing.actions import (
    answer_finding,
    correct_row,
    drop_batch,
    make_batch,
    read_batch,
    resume_batches,
    take_over,
    withdraw_answer,
)
from gongkai.proofing.actions.batches import AT_WORK
from gongkai.proofing.errors import (
    CannotBeTaken,
    NoSuchCell,
    NothingChanged,
    NotYourBatch,
    ReasonMissing,
    TooManyPapers,
)
from gongkai.proofing.history import history_of, history_of_row
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.proofing.revising import key_of, revise
from gongkai.proofing.showing import show
from gongkai.proofing.standing import report_now
from gongkai.reports.errors import ReportExists
from gongkai.rules.roles import Role
from tests.factories import make_body, make_user
from tests.proofing.making import IN_MARCH, LINJIANG, checked, only_reading, page, unbalanced
from tests.reports.reading.test_reading import balanced

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body(name=LINJIANG)


@pytest.fixture
def editor(body: Body) -> User:
    return make_user(role=Role.REPORT_EDITOR, body=body, full_name="刘编辑")


def now_of(reading: Reading) -> dict[str, dict[str, int | float | None]]:
    return revise(reading.data, reading.corrections.all()).tables["requests"].cells  # type: ignore[return-value]


def put_right(reading: Reading, by: User, *, reason: str = "原件第2页为正确数") -> Reading:
    """Give the row of new requests the numbers that balance."""
    right = {column: Decimal(value or 0) for column, value in balanced("y2021")["requests"]["new"].items()}
    correct_row(reading, table="requests", row=0, values=right, reason=reason, by=by, on=IN_MARCH)
    return Reading.objects.get(pk=reading.pk)


def test_each_file_is_read_and_its_errors_are_counted(editor: User) -> None:
    right, wrong = page(name="2024年报.html"), page(unbalanced(), year=2022, name="2022年报.html")

    batch = checked(editor, [right, wrong, SimpleUploadedFile("会议通知.txt", "关于召开会议的通知".encode())])

    told = [(paper.name, paper.state, paper.readings.count()) for paper in batch.papers.all()]
    assert told[:2] == [("2024年报.html", "read", 1), ("2022年报.html", "read", 1)]
    counts = {reading.year: reading.errors for reading in Reading.objects.filter(paper__batch=batch)}
    assert counts[2024] == 0
    assert counts[2022] > 0
    assert batch.title == "2026年3月9日送核"
    third = Reading.objects.get(paper__name="会议通知.txt")
    assert third.errors == 1
    assert "不像政府信息公开工作年度报告" in third.data["findings"][0]["message"]


def test_a_broken_file_is_told_and_the_others_are_read(editor: User) -> None:
    broken = SimpleUploadedFile("年报.txt", b"\x00\x01" * 400)

    with pytest.raises(UploadRefused, match="年报"):
        checked(editor, [page(), broken])

    assert not Batch.objects.exists()
    assert default_storage.listdir("")[0] in ([], ["proofing"])


def test_at_most_sixty_and_at_least_one(editor: User) -> None:
    for files in ([], [page()] * 61):
        with pytest.raises(TooManyPapers, match=str(len(files))):
            checked(editor, files)


def test_only_who_makes_reports_checks_them(body: Body) -> None:
    handler = make_user(role=Role.HANDLER, body=body)

    with pytest.raises(NotYourBatch, match="年报编辑"):
        make_batch(body, title="", files=[page()], by=handler, on=IN_MARCH, at=now())


def test_a_number_put_right_settles_the_finding_and_what_was_read_stays(editor: User) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    before = reading.errors

    reading = put_right(reading, editor)

    assert before > 0
    assert reading.errors == 0
    assert now_of(reading)["new"] == balanced("y2021")["requests"]["new"]
    assert reading.data["tables"]["requests"]["rows"][0]["values"] != list(now_of(reading)["new"].values())
    changed = {one.column: (one.found, one.value) for one in reading.corrections.all()}
    assert set(changed) == {"business", "total"}
    assert changed["business"][0] - changed["business"][1] == 3


def test_a_sure_row_is_changed_only_with_a_reason_and_only_when_it_changes(editor: User) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))

    with pytest.raises(ReasonMissing, match="理由"):
        put_right(reading, editor, reason=" ")
    reading = put_right(reading, editor)
    with pytest.raises(NothingChanged, match="没有改动"):
        put_right(reading, editor)
    for table, row in (("requests", 99), ("nothing", 0)):
        with pytest.raises(NoSuchCell, match="没有这一行"):
            correct_row(reading, table=table, row=row, values={}, reason="x", by=editor, on=IN_MARCH)
    with pytest.raises(NoSuchCell, match="没有这些格"):
        correct_row(reading, table="requests", row=0, values={}, reason="x", by=editor, on=IN_MARCH)


def test_a_row_that_was_not_sure_is_confirmed_as_a_whole(editor: User) -> None:
    reading = only_reading(checked(editor, [page()]))
    data = reading.data
    data["tables"]["requests"]["rows"][0]["confidence"] = 0.5
    reading.save()

    values = {name: Decimal(value or 0) for name, value in balanced("y2021")["requests"]["new"].items()}
    correct_row(reading, table="requests", row=0, values=values, reason="", by=editor, on=IN_MARCH)

    row = revise(reading.data, reading.corrections.all()).tables["requests"].rows[0]
    assert row.confidence == 1
    assert {one.reason for one in reading.corrections.all()} == {"与原件核对无误"}


def test_an_answered_finding_stays_and_counts_no_longer(editor: User) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    findings = [one for one in revise(reading.data).findings if one.severity == "error"]

    with pytest.raises(ReasonMissing, match="核对的结果"):
        answer_finding(reading, finding=key_of(findings[0]), note="", by=editor, on=IN_MARCH)
    answer_finding(reading, finding=key_of(findings[0]), note="原件如此", by=editor, on=IN_MARCH)

    reading.refresh_from_db()
    assert reading.errors == len(findings) - 1
    assert findings[0] in revise(reading.data).findings


def test_an_answer_taken_back_lets_the_finding_count_again_and_both_are_recorded(editor: User) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    first = next(one for one in revise(reading.data).findings if one.severity == "error")
    before, key = reading.errors, key_of(first)

    with pytest.raises(NothingChanged, match="没有说明"):
        withdraw_answer(reading, finding=key, by=editor, on=IN_MARCH)
    answer_finding(reading, finding=key, note="原件如此", by=editor, on=IN_MARCH)
    withdraw_answer(reading, finding=key, by=editor, on=IN_MARCH)

    reading.refresh_from_db()
    assert reading.errors == before
    shown = show(report_now(reading), answers=reading.answers.all())
    assert {one.answer for one in shown.findings} == {None}
    assert [deed.change for deed in history_of(reading, shown)] == ["撤回说明", "说明核对结果"]


def test_a_number_put_right_twice_still_shows_what_was_read(editor: User) -> None:
    reading = put_right(only_reading(checked(editor, [page(unbalanced())])), editor)
    now = now_of(reading)["new"]
    again = {name: Decimal(str(number)) for name, number in now.items()} | {"business": Decimal(7)}

    correct_row(reading, table="requests", row=0, values=again, reason="再核", by=editor, on=IN_MARCH)

    shown = show(report_now(reading), reading.corrections.all())
    row = next(table for table in shown.tables if table.id == "requests").parts[0].rows[0]
    business = next(cell for cell in row.cells if cell.anchor.endswith("-business"))
    assert (business.text, business.was) == ("7", "255")
    deeds = history_of_row(reading, shown, "requests", 0)
    assert (deeds[0].change, deeds[0].reason) == ("252 → 7", "再核")
    assert deeds[0].about.startswith("一、本年新收")


def test_the_reports_of_a_body_are_held_against_each_other_over_the_years(editor: User) -> None:
    cells = balanced("y2021")
    carried = cells["requests"]["carried_out"]["total"]  # 819, but 560 are carried in the year after
    batch = checked(editor, [page(year=2024), page(year=2023, name="2023年报.html")])

    later = Reading.objects.get(paper__batch=batch, year=2024)
    earlier = Reading.objects.get(paper__batch=batch, year=2023)

    found = {one.rule for one in report_now(later).findings}
    assert carried == 819
    assert "F4" in found
    assert later.errors == sum(one.severity == "error" for one in report_now(later).findings) > 0
    assert earlier.errors == 0


def test_a_reading_is_taken_over_once_with_its_corrections(editor: User, body: Body) -> None:
    reading = put_right(only_reading(checked(editor, [page(unbalanced())])), editor)

    report = take_over(reading, body=body, by=editor, on=IN_MARCH)

    assert (report.year, report.origin) == (2024, "read")
    cell = report.cells.get(table="requests", row="new", column="business")
    assert cell.value == balanced("y2021")["requests"]["new"]["business"]
    assert report.narrative["overview"] == ["工作平稳开展。"]
    with pytest.raises(CannotBeTaken, match="已经收入"):
        take_over(Reading.objects.get(pk=reading.pk), body=body, by=editor, on=IN_MARCH)
    again = only_reading(checked(editor, [page(name="又一份.html")]))
    with pytest.raises(ReportExists):
        take_over(again, body=body, by=editor, on=IN_MARCH)


def test_what_is_no_report_and_what_belongs_elsewhere_is_not_taken(editor: User, body: Body) -> None:
    notice = only_reading(checked(editor, [SimpleUploadedFile("通知.txt", "关于召开会议的通知".encode())]))
    report = only_reading(checked(editor, [page()]))

    with pytest.raises(CannotBeTaken, match="年度"):
        take_over(notice, body=body, by=editor, on=IN_MARCH)
    with pytest.raises(CannotBeTaken, match="下级机关"):
        take_over(report, body=make_body(name="别的局"), by=editor, on=IN_MARCH)


def test_a_deleted_batch_leaves_no_file(
    editor: User, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    batch = checked(editor, [page()])
    place = batch.papers.get().file.name

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        drop_batch(batch, by=editor, on=IN_MARCH)

    assert not default_storage.exists(place)
    assert not Paper.objects.exists()


def test_what_a_worker_left_is_taken_up_again_after_ten_minutes(editor: User) -> None:
    batch = checked(editor, [page()])
    batch.papers.update(state=Paper.State.WAITING)
    Reading.objects.all().delete()
    Batch.objects.filter(pk=batch.pk).update(touched_at=now())

    assert resume_batches(at=now()) == []
    assert resume_batches(at=now() + AT_WORK) == [batch]
    assert only_reading(batch).year == 2024
    assert read_batch(batch, at=now()) == 0
