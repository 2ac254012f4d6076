"""A frozen report stands still: receipts, digest, editions, and the way to the public."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.casework.models import DisclosureRequest
from gongkai.publishing.actions import (
    approve_secrecy,
    approve_unit,
    publish_item,
    save_draft,
    submit_item,
)
from gongkai.publishing.models import InformationItem
from gongkai.reports.actions import (
    answer_finding,
    correct_report,
    enter_cells,
    freeze_report,
    override_cell,
    publish_report,
    refill,
    submit_report,
    write_section,
)
from gongkai.reports.actions.fixing import digest_of
from gongkai.reports.building import build_document
from gongkai.reports.checking import place_of
from gongkai.reports.errors import (
    AlreadyCorrected,
    ChangedAfterFreezing,
    FindingsOpen,
    NoReportColumn,
    NotReviewed,
    ReasonMissing,
    YearNotOver,
)
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import State
from gongkai.rules.review_points import review_points
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body
from tests.reports.reporting import (
    IN_JANUARY,
    People,
    enter_2020,
    fill_registers,
    make_people,
    make_report,
)
from tests.statistics.registers import enter_request

pytestmark = pytest.mark.django_db
LATER = date(2026, 1, 22)


def make_frozen(people: People) -> AnnualReport:
    return freeze_report(make_report(people), by=people.head, on=IN_JANUARY)


def pass_reviews(report: AnnualReport, people: People, on: date = LATER) -> AnnualReport:
    assert report.item
    item = approve_unit(report.item, by=people.unit_head, on=on)
    approve_secrecy(item, checked=list(review_points()), disclosure_mode="public", by=people.reviewer, on=on)
    return report


def make_public(people: People) -> AnnualReport:
    report = submit_report(make_frozen(people), by=people.officer, on=LATER)
    return publish_report(pass_reviews(report, people), by=people.head, on=LATER)


def test_each_receipt_is_as_long_as_its_number() -> None:
    people = make_people()
    fill_registers(people.body)

    report = make_frozen(people)

    counted = [one for one in report.receipts.filter(year=2025) if not one.kind.startswith("ledger")]
    lists = [one for one in counted if one.name != "requests.average_days"]
    assert len(lists) > 190
    for receipt in lists:
        assert receipt.value == len(receipt.keys), receipt.name
    new = report.receipts.get(name="requests.new", year=2025)
    assert list(new.keys) == list(
        DisclosureRequest.objects.filter(received_on__year=2025).order_by("pk").values_list("pk", flat=True)
    )


def test_later_changes_do_not_move_what_was_frozen() -> None:
    people = make_people()
    fill_registers(people.body)
    report = make_frozen(people)
    before = build_document(report)

    enter_request(people.body, date(2025, 3, 3), date(2025, 3, 10))
    InformationItem.objects.update(published_on=date(2024, 3, 5), formed_on=date(2024, 3, 3))
    after = build_document(AnnualReport.objects.get(pk=report.pk))

    assert after.tables == before.tables
    assert [section.text for section in after.sections] == [section.text for section in before.sections]
    assert digest_of(report) == report.digest
    assert len(report.digest) == 64


def test_the_digest_notices_a_changed_cell_or_receipt() -> None:
    people = make_people()
    fill_registers(people.body)
    report = make_frozen(people)

    receipt = report.receipts.get(name="requests.new", year=2025)
    receipt.keys = receipt.keys[:-1]
    receipt.save()
    moved = digest_of(report)
    report.cells.filter(table="requests", row="new", column="total").update(value=99)

    assert len({report.digest, moved, digest_of(report)}) == 3


def test_the_year_must_be_over() -> None:
    people = make_people()
    report = make_report(people)

    with pytest.raises(YearNotOver, match="2025年12月31日"):
        freeze_report(report, by=people.head, on=date(2025, 12, 31))
    assert freeze_report(report, by=people.head, on=date(2026, 1, 1)).frozen_on == date(2026, 1, 1)


def test_errors_must_be_mended_or_answered() -> None:
    people = make_people()
    report = make_report(people)
    override_cell(
        report, cell="requests.new.total", value=Decimal(1), reason="并案", by=people.editor, on=IN_JANUARY
    )

    with pytest.raises(FindingsOpen, match=r"定稿.*1 \+ 0 ≠ 0 \+ 0"):
        freeze_report(report, by=people.head, on=IN_JANUARY)
    for finding in build_document(report).findings:
        if finding.rule in ("F1", "F3"):
            report = answer_finding(
                report, place=place_of(finding), note="补录在后", by=people.editor, on=IN_JANUARY
            )

    frozen = freeze_report(report, by=people.head, on=IN_JANUARY)

    assert frozen.state == State.FROZEN
    notes = build_document(frozen).notes
    assert "补录在后" in [reason for _, reason in notes]
    assert "系统统计为0，更正为1。并案。" in [reason for _, reason in notes]


def test_an_empty_section_stands_in_the_way() -> None:
    people = make_people()
    report = make_report(people)
    write_section(report, section="problems", paragraphs=[], by=people.editor, on=IN_JANUARY)

    with pytest.raises(FindingsOpen, match="五、存在的主要问题及改进情况”还没有内容"):
        freeze_report(report, by=people.head, on=IN_JANUARY)


def test_a_report_typed_in_keeps_its_numbers_and_its_broken_balance() -> None:
    people = make_people()
    report = enter_2020(people)

    with pytest.raises(FindingsOpen, match=r"18 \+ 0 ≠ 26"):
        freeze_report(report, by=people.head, on=IN_JANUARY)
    for finding in build_document(report).findings:
        if finding.severity == "error":
            report = answer_finding(
                report, place=place_of(finding), note="照原文录入", by=people.editor, on=IN_JANUARY
            )
    report = freeze_report(report, by=people.head, on=IN_JANUARY)

    assert build_document(report).cell("requests.total.natural_person").text == "26"
    assert report.receipts.count() == 0


def test_the_editor_writes_and_the_head_decides() -> None:
    people = make_people()
    report = make_report(people)

    with pytest.raises(StepNotAllowed, match="公开工作机构负责人"):
        freeze_report(report, by=people.editor, on=IN_JANUARY)


def test_nothing_is_written_into_a_frozen_report() -> None:
    people = make_people()
    report = make_frozen(people)
    facts = {"by": people.head, "on": IN_JANUARY}

    for act in (
        lambda: refill(report, **facts),
        lambda: write_section(report, section="other", paragraphs=["没有。"], **facts),
        lambda: enter_cells(report, cells={}, **facts),
        lambda: freeze_report(report, **facts),
        lambda: override_cell(report, cell="requests.new.total", value=Decimal(1), reason="并案", **facts),
    ):
        with pytest.raises(StepNotAllowed, match="已定稿"):
            act()


def test_it_becomes_public_through_the_reviews() -> None:
    people = make_people()
    fill_registers(people.body)
    report = submit_report(make_frozen(people), by=people.officer, on=LATER)

    with pytest.raises(NotReviewed):
        publish_report(report, by=people.head, on=LATER)
    report = publish_report(pass_reviews(report, people), by=people.head, on=LATER)

    assert report.is_public
    assert report.item
    assert report.item.index_no
    assert report.item.title == "海城市人力资源和社会保障局2025年政府信息公开工作年度报告"
    assert "<caption>收到和处理政府信息公开申请情况</caption>" in report.item.content
    assert 'rowspan="22"' in report.item.content
    names = [f"{report.item.title}.{form}" for form in ("pdf", "docx", "xlsx")]
    assert [one.name for one in report.item.attachments.order_by("pk")] == names
    assert list(AnnualReport.objects.public()) == [report]


def test_a_report_published_from_the_desk_is_public() -> None:
    people = make_people()
    report = pass_reviews(submit_report(make_frozen(people), by=people.officer, on=LATER), people)
    assert report.item
    publish_item(report.item, by=people.officer, on=LATER)
    report = AnnualReport.objects.get(pk=report.pk)

    assert report.is_public
    assert publish_report(report, by=people.head, on=LATER).state == State.PUBLISHED


def test_what_was_edited_after_freezing_is_not_published_as_the_report() -> None:
    people = make_people()
    report = submit_report(make_frozen(people), by=people.officer, on=LATER)
    assert report.item
    content = report.item.content.replace("<td>0</td>", "<td>1</td>", 1)
    save_draft(report.item, content=content, by=people.officer, on=LATER)
    submit_item(report.item, by=people.officer, on=LATER)
    pass_reviews(report, people)

    with pytest.raises(ChangedAfterFreezing):
        publish_report(report, by=people.head, on=LATER)


def test_without_a_column_there_is_nowhere_to_publish() -> None:
    people = make_people()
    report = make_frozen(people)
    people.body.columns.update(is_active=False)

    with pytest.raises(NoReportColumn, match="政府信息公开年报"):
        submit_report(report, by=people.officer, on=LATER)


def test_a_correction_is_a_new_edition_and_replaces_the_old_one() -> None:
    people = make_people()
    first = make_public(people)
    enter_request(people.body, date(2025, 3, 3), date(2025, 3, 10))

    second = correct_report(first, reason="漏登一件申请", by=people.head, on=LATER)
    second = freeze_report(second, by=people.head, on=LATER)
    second = submit_report(second, by=people.officer, on=LATER)
    second = publish_report(pass_reviews(second, people), by=people.head, on=LATER)

    first = AnnualReport.objects.get(pk=first.pk)
    assert (second.edition, second.corrects) == (2, first)
    assert build_document(first).cell("requests.new.total").text == "0"
    assert build_document(second).cell("requests.new.total").text == "1"
    assert second.item
    assert second.item.title.endswith("（第2版）")
    assert not first.is_public
    assert second.is_public
    assert AnnualReport.objects.for_year(people.body, 2025) == second


def test_a_correction_needs_a_reason_and_is_made_once() -> None:
    people = make_people()
    report = make_frozen(people)

    with pytest.raises(ReasonMissing):
        correct_report(report, reason=" ", by=people.head, on=LATER)
    correct_report(report, reason="漏登一件申请", by=people.head, on=LATER)
    with pytest.raises(AlreadyCorrected):
        correct_report(report, reason="又漏一件", by=people.head, on=LATER)


def test_every_step_leaves_a_trace() -> None:
    people = make_people()
    report = make_public(people)

    assert [(one.step, one.by) for one in report.events.all()] == [
        ("open", people.editor),
        ("freeze", people.head),
        ("submit", people.officer),
        ("publish", people.head),
    ]
    assert [one.step_label for one in report.events.all()] == ["建立报告", "定稿", "送审", "公布"]


def test_others_do_not_see_it() -> None:
    people, others = make_people(), make_people(make_body())
    report = make_report(people)

    assert report in AnnualReport.objects.visible_to(people.officer)
    assert report not in AnnualReport.objects.visible_to(others.head)
