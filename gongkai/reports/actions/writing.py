"""The words of a draft: sections, and answers to findings."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.reports.actions.recording import check_step, lock, move
from gongkai.reports.building import build_document
from gongkai.reports.checking import place_of
from gongkai.reports.errors import UnknownReference, UnknownSection
from gongkai.reports.models import AnnualReport
from gongkai.reports.narrative import parse


@transaction.atomic
def write_section(
    report: AnnualReport, *, section: str, paragraphs: Sequence[str] | None, by: User, on: date
) -> AnnualReport:
    """
    Write a section; None goes back to the first text.

    :param paragraphs: text with references to figures: "新收申请{{requests.new}}件"
    :raises UnknownSection: the format has no such section
    :raises UnknownReference: a reference that nothing answers, or one in a report that was typed in
    """
    report = lock(report)
    check_step(report, "write_section", by=by, on=on)
    if section not in {one.id for one in report.report_format.sections}:
        raise UnknownSection(f"格式中没有“{section}”这一部分。")
    if paragraphs is None:
        report.narrative.pop(section, None)
    else:
        written = [text for text in (one.strip() for one in paragraphs) if text]
        if any(len(parse(text)) > 1 for text in written) and not report.is_counted:
            raise UnknownReference("录入的报告没有取数，正文请照原文录入。")
        report.narrative[section] = written
    report.save(update_fields=["narrative"])
    move(report, "write_section", by=by, on=on, data={"section": section})
    return report


@transaction.atomic
def answer_finding(report: AnnualReport, *, place: str, note: str, by: User, on: date) -> AnnualReport:
    """
    Say why a finding is no mistake; the answer is printed with the report. An empty note takes it back.

    :param place: rule and cell, as `checking.place_of` writes them: "F4:requests.carried_in.total"
    :raises UnknownReference: no such finding stands against the report
    """
    report = lock(report)
    check_step(report, "answer_finding", by=by, on=on)
    known = {place_of(finding): finding.message for finding in build_document(report).findings}
    if note.strip() and place not in known:
        raise UnknownReference("没有这条问题，可能已经改正。")
    if note.strip():
        report.notes[place] = [known[place], note.strip()]
    else:
        report.notes.pop(place, None)
    report.save(update_fields=["notes"])
    move(report, "answer_finding", by=by, on=on, note=note.strip(), data={"place": place})
    return report
