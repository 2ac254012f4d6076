"""Lines of the radar that come from items, what is withheld, and the annual report."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.models.withholding import Withholding
from gongkai.ledger.models import LedgerMonth
from gongkai.office.redlines.casework import through_request
from gongkai.office.redlines.line import Kind, Known, Line, Records, Source, Span
from gongkai.publishing.models import EmergencyPublication, InformationItem
from gongkai.publishing.period import clock_of
from gongkai.reports.models import AnnualReport
from gongkai.rules import deadlines


def items(kind: Kind, span: Span) -> Source:
    """Items that are to be public and are not yet."""
    ours = InformationItem.objects.of(span.desk.body).filter(
        live=False, disclosure_mode="public", withdrawn_on=None
    )

    def write(some: list[Any]) -> list[Line]:
        return [_line_of_item(kind, item, item.publish_due_on) for item in some]

    related = ours.select_related("owner_unit", "author", "column")
    return Records(related, "publish_due_on", "owner_unit", "author", write)


def penalties(kind: Kind, span: Span) -> Source:
    """Public penalty decisions that were annulled and must be withdrawn."""
    annulled = InformationItem.objects.of(span.desk.body).to_withdraw()

    def write(some: list[Any]) -> list[Line]:
        return [_line_of_item(kind, item, item.withdraw_due_on) for item in some]

    related = annulled.select_related("owner_unit", "author", "column")
    return Records(related, "withdraw_due_on", "owner_unit", "author", write)


def emergencies(kind: Kind, span: Span) -> Source:
    """What went out before its review and must be reviewed."""
    waiting = EmergencyPublication.objects.of(span.desk.body).open()

    def write(some: list[Any]) -> list[Line]:
        return [_line_of_item(kind, each.item, each.review_due_on) for each in some]

    related = waiting.select_related("item__owner_unit", "item__author", "item__column")
    return Records(related, "review_due_on", "item__owner_unit", "item__author", write)


def _line_of_item(kind: Kind, item: Any, on: date) -> Line:
    return Line(
        kind,
        on,
        item.column.name,
        reverse("office:item", args=[item.pk]),
        title=item.title,
        unit=item.owner_unit,
        person=item.author,
        note=_note_of(item),
    )


def mode_reviews(kind: Kind, span: Span) -> Source:
    """Items that are not disclosed on their own and must be looked at again."""
    ours = InformationItem.objects.of(span.desk.body).undisclosed().filter(live=False)

    def write(some: list[Any]) -> list[Line]:
        return [
            Line(
                kind,
                item.mode_review_on,
                item.column.name,
                reverse("office:item_mode", args=[item.pk]),
                title=item.title,
                unit=item.owner_unit,
                person=item.author,
                note=f"{item.get_disclosure_mode_display()}，看是否可以公开",
            )
            for item in some
        ]

    related = ours.select_related("owner_unit", "author", "column")
    return Records(related, "mode_review_on", "owner_unit", "author", write)


def _note_of(item: Any) -> str:
    """Say where an item stands, and by which clock it is published where that is not the usual one."""
    clock = clock_of(item)
    state = item.get_state_display()
    return state if clock.is_general or item.live else f"{state}，{clock.words}"


def reports(kind: Kind, span: Span) -> Source:
    """The body's report on last year, until it is public."""
    today = span.desk.today
    year = today.year if span.last.year > today.year else today.year - 1
    rule = "annual_report_government" if span.desk.body.is_government else "annual_report_department"
    last = deadlines.due(rule, date(year, 12, 31), span.calendar).due_on
    if not (last <= span.last and (last >= today or span.with_late)):
        return Known(())
    public = Q(item__live=True, below=False, year=year)
    if AnnualReport.objects.of(span.desk.body).filter(public).exists():
        return Known(())
    title = f"{year}年政府信息公开工作年度报告"
    return Known((Line(kind, last, f"{year}年", reverse("office:reports"), title=title, note="还没有公布"),))


def ledger_months(kind: Kind, span: Span) -> Source:
    """Monthly sheets of the ledger that have not come in."""
    owed = LedgerMonth.objects.of(span.desk.body).owed().select_related("unit")

    def write(some: list[Any]) -> list[Line]:
        return [
            Line(
                kind,
                sheet.due_on,
                f"{sheet.month.year}年{sheet.month.month}月",
                reverse("office:ledger_sheet", args=[sheet.unit_id, f"{sheet.month:%Y-%m}"]),
                title=f"{sheet.unit}{sheet.month.month}月台账",
                unit=sheet.unit,
                note="还没有报送",
            )
            for sheet in some
        ]

    return Records(owed, "due_on", "unit", "filed_by", write)


def withholdings(kind: Kind, span: Span) -> Source:
    """What is withheld and must be looked at again."""
    open_ones = Withholding.objects.of(span.desk.body).filter(span.reach.over("request__")).open()
    return through_request(kind, open_ones, "next_review_on", lambda _: "看是否仍然不能公开")
