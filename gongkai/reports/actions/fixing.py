"""Freezing a report with its receipts, and correcting one that stands still."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.common.key_lists import KeyList
from gongkai.design.words import cn_date
from gongkai.reports.actions.numbers import keep_counted
from gongkai.reports.actions.recording import check_step, lock, move, record
from gongkai.reports.building import build_document, settled_narrative
from gongkai.reports.checking import open_errors, place_of
from gongkai.reports.document import Source
from gongkai.reports.errors import AlreadyCorrected, FindingsOpen, ReasonMissing, YearNotOver
from gongkai.reports.filling import Filled, asks_of, calls, fill, year_before
from gongkai.reports.models import AnnualReport, ReportReceipt
from gongkai.reports.narrative import BEFORE, NOW
from gongkai.reports.renderings.as_json import printed_json
from gongkai.statistics.answers import answer_call, record_keys
from gongkai.statistics.scope import Scope

COPIED = ("body", "year", "below", "format", "origin", "since", "until", "narrative", "notes")
AT_ONCE = 10  # receipts in memory; of a great year some have millions of records


@transaction.atomic
def freeze_report(report: AnnualReport, *, by: User, on: date) -> AnnualReport:
    """
    Fix numbers and words, and store for each figure the list of records it counts, and a digest over all.

    :raises YearNotOver: the period has not ended
    :raises FindingsOpen: errors stand that are neither mended nor answered
    """
    report = lock(report)
    check_step(report, "freeze", by=by, on=on)
    if on <= report.until:
        raise YearNotOver(f"统计期到{cn_date(report.until)}为止，期满后才能定稿。")
    filled = fill(report)
    if report.is_counted:
        keep_counted(report, filled.cells)
        report.narrative = settled_narrative(report, filled.numbers)
    _settle_findings(report, filled)
    if report.is_counted:
        _store_receipts(report, filled)
    report.frozen_on, report.frozen_by = on, by
    move(report, "freeze", by=by, on=on)
    report.digest = digest_of(report)
    report.save()
    return report


@transaction.atomic
def correct_report(report: AnnualReport, *, reason: str, by: User, on: date) -> AnnualReport:
    """
    Begin a new edition of a report that stands still; the old one stays as it is (条例第六条).

    :raises ReasonMissing: no reason
    :raises AlreadyCorrected: a newer edition exists
    """
    report = lock(report)
    check_step(report, "correct", by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("更正再版应写明原因。")
    if AnnualReport.objects.filter(corrects=report).exists():
        raise AlreadyCorrected("这一版已经更正过，请在新的一版上更正。")
    edition = AnnualReport(
        **{name: getattr(report, name) for name in COPIED},
        corrects=report,
        edition=report.edition + 1,
        correction_reason=reason.strip(),
    )
    edition.save()
    _copy_cells(report, edition)
    move(report, "correct", by=by, on=on, note=reason.strip())
    record(edition, "open", "", by=by, on=on, note=reason.strip())
    return edition


def digest_of(report: AnnualReport) -> str:
    """Return the SHA-256 over numbers, words and receipts, in hexadecimal; findings may change."""
    printed = {key: value for key, value in printed_json(build_document(report)).items() if key != "findings"}
    words = json.dumps(printed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(b'{"receipts":[')
    receipts = report.receipts.order_by("year", "name").iterator(chunk_size=AT_ONCE)
    for place, receipt in enumerate(receipts):
        digest.update(b"," if place else b"")
        for piece in receipt.as_json():
            digest.update(piece.encode())
    digest.update(f'],"report":{words}}}'.encode())
    return digest.hexdigest()


def _settle_findings(report: AnnualReport, filled: Filled) -> None:
    """Refuse while errors are open, and keep the answers to what still stands."""
    document = build_document(report, filled)
    messages = {place_of(finding): finding.message for finding in document.findings}
    report.notes = {
        place: [messages[place], note] for place, (_, note) in report.notes.items() if place in messages
    }
    if found := open_errors(report, document):
        words = "".join(f"（{number}）{one.message}" for number, one in enumerate(found, 1))
        raise FindingsOpen(f"还有{len(found)}个错误没有改正或者说明，不能定稿：{words}")


def _store_receipts(report: AnnualReport, filled: Filled) -> None:
    asks, earlier = asks_of(report), year_before(report)
    # The receipt of a cell that was put right says what was counted all the same.
    now = {name: filled.numbers[name, NOW] for name, when in asks if when == NOW}
    now |= {
        name: counted
        for key, name in calls(report.report_format).items()
        if (counted := filled.cells[key].counted) is not None
    }
    before = {name: filled.numbers[name, BEFORE] for name, when in asks if when == BEFORE}
    alone = {name: number for name, number in before.items() if name not in earlier}
    receipts = [
        *_receipts(report, now, report.scope, report.year),
        *_receipts(report, alone, report.scope.year_before(), report.year - 1),
        *(_receipt_of_report(report, name, *earlier[name]) for name in before if name in earlier),
    ]
    ReportReceipt.objects.bulk_create(receipts)


def _receipts(
    report: AnnualReport, numbers: Mapping[str, Decimal], scope: Scope, year: int
) -> list[ReportReceipt]:
    keys = record_keys(numbers, scope)
    return [
        ReportReceipt(
            report=report,
            name=name,
            year=year,
            kind=answer_call(name, scope).kind,
            value=numbers[name],
            keys=keys[name],
        )
        for name in sorted(numbers)
    ]


def _receipt_of_report(
    report: AnnualReport, name: str, value: Decimal, source: AnnualReport
) -> ReportReceipt:
    # The number of the year before stands in its report; that report is the record.
    kind = AnnualReport._meta.label_lower
    return ReportReceipt(
        report=report, name=name, year=report.year - 1, kind=kind, value=value, keys=KeyList([source.pk])
    )


def _copy_cells(report: AnnualReport, edition: AnnualReport) -> None:
    kept = report.cells.all() if not report.is_counted else report.cells.filter(source=Source.OVERRIDE)
    for cell in kept:
        cell.pk, cell.report = None, edition
        cell.save(force_insert=True)
