"""A report fills itself until it is frozen: numbers, words and findings of a draft."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.reports.actions import (
    answer_finding,
    clear_override,
    enter_cells,
    enter_report,
    open_report,
    override_cell,
    refill,
    write_section,
)
from gongkai.reports.building import build_document, paragraphs_of
from gongkai.reports.checking import place_of
from gongkai.reports.errors import (
    NotANumber,
    NotCounted,
    ReasonMissing,
    ReportExists,
    UnknownCell,
    UnknownReference,
    UnknownSection,
)
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer_call
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body
from tests.reports.reporting import IN_JANUARY, enter_2020, fill_registers, make_people, make_report
from tests.statistics.registers import enter_fee, enter_request

pytestmark = pytest.mark.django_db


def test_a_draft_shows_what_is_counted_now() -> None:
    people = make_people()
    report = make_report(people)
    enter_request(people.body, date(2025, 3, 3), date(2025, 3, 10), Outcome.PARTIAL)

    document = build_document(report)

    assert document.cell("requests.partial.natural_person").text == "1"
    assert document.cell("requests.partial.total").text == "1"
    assert document.cell("requests.granted.total").text == "0"
    assert document.is_draft


def test_every_cell_leads_to_as_many_records_as_it_says() -> None:
    people = make_people()
    fill_registers(people.body)

    report = make_report(people)
    cells = [cell for table in build_document(report).tables for line in table.lines for cell in line.cells]

    counts = [cell for cell in cells if answer_call(cell.figure, report.scope).figure.measure == "count"]
    assert len(cells) == 200
    for cell in counts:
        assert cell.content.value == len(answer_call(cell.figure, report.scope).records), cell.key


def test_a_filled_report_balances() -> None:
    people = make_people()
    fill_registers(people.body)

    found = build_document(make_report(people)).findings

    assert [finding.message for finding in found if finding.severity == "error"] == []


def test_the_prose_prints_the_numbers_of_the_tables() -> None:
    people = make_people()
    fill_registers(people.body)

    document = build_document(make_report(people))

    overview = document.sections[0].text
    total = document.cell("requests.new.total").text
    assert f"本年新收政府信息公开申请{total}件" in overview
    assert "上年结转1件" in overview
    assert "{{" not in overview
    for word in ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"):
        assert word in overview


def test_a_year_without_anything_reads_well_too() -> None:
    document = build_document(make_report(make_people()))

    prose = "\n".join(section.text for section in document.sections)
    assert "本年没有新收政府信息公开申请" in prose
    assert "没有因政府信息公开工作被申请行政复议、被提起行政诉讼" in prose
    assert "没有收取政府信息公开信息处理费" in prose
    assert "比上年" not in prose


def test_the_sixth_part_says_what_was_collected_and_from_how_many() -> None:
    people = make_people()
    enter_fee(people.body, date(2025, 3, 3), date(2025, 3, 17), 560)
    enter_fee(people.body, date(2025, 6, 3), date(2025, 6, 17), 100)
    enter_fee(people.body, date(2025, 9, 1))

    other = build_document(make_report(people)).sections[-1].text

    assert "实际收取信息处理费660元，涉及申请2件。全年发出收费通知3件。" in other
    assert "没有收取" not in other


def test_a_notice_that_nobody_paid_is_told_as_such() -> None:
    people = make_people()
    enter_fee(people.body, date(2025, 3, 3))
    enter_request(people.body, date(2025, 3, 3), date(2025, 5, 6), Outcome.OTHER_NO_PAYMENT)

    other = build_document(make_report(people)).sections[-1].text

    assert "没有收取政府信息公开信息处理费。全年发出收费通知1件。" in other
    assert "逾期未缴费终止办理的申请1件" in other


def test_growth_is_against_the_report_of_the_year_before() -> None:
    people = make_people()
    before = {"requests.new.total": "12", "requests.carried_out.total": "0"}
    enter_report(people.body, year=2024, cells=before, by=people.editor, on=IN_JANUARY)
    for day in (3, 4, 5):
        enter_request(people.body, date(2025, 3, day))

    overview = build_document(make_report(people)).sections[0].text

    assert "本年新收政府信息公开申请3件，比上年下降75%" in overview


def test_growth_over_few_is_written_as_a_difference() -> None:
    people = make_people()
    enter_report(people.body, year=2024, cells={"requests.new.total": "1"}, by=people.editor, on=IN_JANUARY)
    for day in (3, 4, 5):
        enter_request(people.body, date(2025, 3, day))

    assert "3件，比上年增加2件" in build_document(make_report(people)).sections[0].text


def test_what_was_carried_out_must_be_carried_in() -> None:
    people = make_people()
    enter_report(
        people.body,
        year=2024,
        cells={"requests.carried_out.total": "2", "requests.carried_out.natural_person": "2"},
        by=people.editor,
        on=IN_JANUARY,
    )

    found = build_document(make_report(people)).findings

    assert {f.where.column for f in found if f.rule == "F4"} == {"natural_person", "total"}


def test_a_changed_number_is_printed_with_its_reason_and_keeps_the_counted_one() -> None:
    people = make_people()
    report = make_report(people)
    override_cell(
        report,
        cell="proactive.rules.in_force",
        value=Decimal(2),
        reason="规章由市司法局统一登记，系统内没有全文",
        by=people.editor,
        on=IN_JANUARY,
    )

    document = build_document(report)
    cell = document.cell("proactive.rules.in_force")

    assert (cell.text, cell.content.counted, cell.is_changed) == ("2", 0, True)
    assert document.notes == (
        ("规章，现行有效件数", "系统统计为0，更正为2。规章由市司法局统一登记，系统内没有全文。"),
    )
    assert [f.rule for f in document.findings if f.severity == "error"] == ["F8"]


def test_the_prose_follows_a_changed_number() -> None:
    people = make_people()
    enter_request(people.body, date(2025, 3, 3))
    report = make_report(people)
    override_cell(
        report, cell="requests.new.total", value=Decimal(7), reason="并案", by=people.editor, on=IN_JANUARY
    )

    assert "新收政府信息公开申请7件" in build_document(report).sections[0].text


def test_a_change_can_be_taken_back() -> None:
    people = make_people()
    report = make_report(people)
    facts = {"cell": "proactive.rules.in_force", "by": people.editor, "on": IN_JANUARY}
    override_cell(report, value=Decimal(2), reason="另有登记", **facts)

    report = clear_override(report, **facts)

    assert build_document(report).cell("proactive.rules.in_force").text == "0"
    assert report.cells.get(table="proactive", row="rules", column="in_force").source == "counted"
    with pytest.raises(UnknownCell):
        clear_override(report, **facts)


def test_a_change_needs_a_reason_and_a_number_that_can_be() -> None:
    people = make_people()
    report = make_report(people)
    facts = {"by": people.editor, "on": IN_JANUARY}

    with pytest.raises(ReasonMissing):
        override_cell(report, cell="requests.new.total", value=Decimal(2), reason=" ", **facts)
    with pytest.raises(NotANumber, match="应为整数"):
        override_cell(report, cell="requests.new.total", value=Decimal("2.5"), reason="并案", **facts)
    with pytest.raises(NotANumber, match="不小于零"):
        override_cell(report, cell="requests.new.total", value=Decimal(-1), reason="并案", **facts)
    with pytest.raises(UnknownCell):
        override_cell(report, cell="requests.new.nobody", value=Decimal(1), reason="并案", **facts)


def test_refilling_says_which_cells_have_moved() -> None:
    people = make_people()
    report = make_report(people)
    enter_request(people.body, date(2025, 3, 3))

    refill(report, by=people.editor, on=IN_JANUARY)

    moved = report.events.last().data["moved"]
    assert sorted(moved) == [
        "requests.carried_out.natural_person",
        "requests.carried_out.total",
        "requests.new.natural_person",
        "requests.new.total",
    ]
    assert report.cells.get(table="requests", row="new", column="total").value == 1


def test_there_is_one_report_of_a_year() -> None:
    people = make_people()
    make_report(people)

    with pytest.raises(ReportExists):
        make_report(people)


def test_only_the_editors_of_the_body_open_it() -> None:
    people, others = make_people(), make_people(make_body())

    with pytest.raises(StepNotAllowed, match="年报编辑"):
        open_report(people.body, year=2025, by=others.editor, on=IN_JANUARY)
    with pytest.raises(StepNotAllowed):
        open_report(people.body, year=2025, by=people.officer, on=IN_JANUARY)


def test_a_written_section_keeps_its_figures_live() -> None:
    people = make_people()
    report = make_report(people)
    text = "新收{{ requests.new }}件，其中科研机构{{requests.new applicant=research}}件。"
    report = write_section(
        report, section="overview", paragraphs=[text, "  "], by=people.editor, on=IN_JANUARY
    )
    enter_request(people.body, date(2025, 3, 3))

    section = build_document(report).sections[0]

    assert section.text == "新收1件，其中科研机构0件。"
    assert [s.figure for s in section.paragraphs[0] if s.figure] == [
        "requests.new",
        "requests.new?applicant=research",
    ]
    assert paragraphs_of(report, "overview") == [text]


def test_writing_can_go_back_to_the_first_text() -> None:
    people = make_people()
    report = make_report(people)
    facts = {"section": "other", "by": people.editor, "on": IN_JANUARY}
    write_section(report, paragraphs=["没有。"], **facts)

    report = write_section(report, paragraphs=None, **facts)

    assert "信息处理费" in build_document(report).sections[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "{{requests.lost}}",
        "{{requests.new colour=red}}",
        "{{requests.new|double}}",
        "{{requests.new|share}}",
        "新收{{requests.new件",
        "{{requests.new applicant}}",
    ],
)
def test_a_reference_that_nobody_answers_is_refused(text: str) -> None:
    people = make_people()
    report = make_report(people)

    with pytest.raises(UnknownReference):
        write_section(report, section="overview", paragraphs=[text], by=people.editor, on=IN_JANUARY)
    with pytest.raises(UnknownSection):
        write_section(report, section="seventh", paragraphs=["好。"], by=people.editor, on=IN_JANUARY)


def test_a_report_typed_in_has_the_findings_it_earns() -> None:
    document = build_document(enter_2020(make_people()))

    (broken,) = [f for f in document.findings if f.rule == "F1" and f.where.column == "natural_person"]
    assert broken.severity == "error"
    assert "18 + 0 ≠ 26" in broken.message
    assert document.format.code == "y2019"
    assert document.cell("requests.carried_out.total").text == ""
    assert document.sections[0].text == "2020年，我局公开政务信息1245余条。"
    assert document.methods == ()


def test_typed_numbers_are_read_as_printed() -> None:
    people = make_people()
    report = enter_2020(people)

    report = enter_cells(
        report,
        cells={
            "requests.new.total": "1,018",
            "requests.total.total": "/",
            "proactive.licences.change": "-72",
        },
        by=people.editor,
        on=IN_JANUARY,
    )

    document = build_document(report)
    assert document.cell("requests.new.total").content.value == 1018
    assert document.cell("requests.total.total").content.value is None
    assert document.cell("requests.total.total").text == "/"
    assert document.cell("proactive.licences.change").text == "-72"
    with pytest.raises(NotANumber, match="应填数字"):
        enter_cells(report, cells={"requests.new.total": "十八"}, by=people.editor, on=IN_JANUARY)


def test_what_is_typed_is_not_counted_and_what_is_counted_not_typed() -> None:
    people = make_people()
    typed, counted = enter_2020(people), make_report(people)
    facts = {"by": people.editor, "on": IN_JANUARY}

    with pytest.raises(NotCounted):
        refill(typed, **facts)
    with pytest.raises(NotCounted):
        enter_cells(counted, cells={"requests.new.total": "1"}, **facts)
    with pytest.raises(NotCounted):
        open_report(people.body, year=2019, **facts)


def test_an_answer_belongs_to_a_finding_that_stands() -> None:
    people = make_people()
    report = enter_2020(people)
    finding = next(f for f in build_document(report).findings if f.rule == "F1")

    report = answer_finding(
        report, place=place_of(finding), note="原报告如此", by=people.editor, on=IN_JANUARY
    )

    assert report.note_for(place_of(finding)) == "原报告如此"
    with pytest.raises(UnknownReference):
        answer_finding(report, place="F1:nowhere..", note="没有", by=people.editor, on=IN_JANUARY)


def test_a_gathered_report_is_the_sum_of_the_bodies() -> None:
    people = make_people()
    county = make_people(make_body(parent=people.body))
    for body in (people.body, county.body, county.body):
        enter_request(body, date(2025, 3, 3))
    make_report(people)
    make_report(county)

    gathered = open_report(people.body, year=2025, below=True, by=people.editor, on=IN_JANUARY)

    document = build_document(gathered)
    assert document.cell("requests.new.total").text == "3"
    assert [f for f in document.findings if f.rule == "F11"] == []


def test_a_gathered_report_that_is_not_the_sum_is_found() -> None:
    people = make_people()
    county = make_people(make_body(parent=people.body))
    own, below = make_report(people), make_report(county)
    override_cell(
        below, cell="requests.new.total", value=Decimal(5), reason="并案", by=county.editor, on=IN_JANUARY
    )

    gathered = open_report(people.body, year=2025, below=True, by=people.editor, on=IN_JANUARY)

    (finding,) = [f for f in build_document(gathered).findings if f.rule == "F11"]
    assert (finding.expected, finding.found, finding.severity) == (5, 0, "error")
    assert own.pk != gathered.pk
