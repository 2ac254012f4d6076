"""Making a frozen report public, through the same reviews as any other information (条例第十七条)."""

from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.publishing.actions import (
    attach_file,
    create_item,
    noting_secrets,
    publish_item,
    submit_item,
    withdraw_item,
)
from gongkai.publishing.html import clean_html
from gongkai.publishing.models import Column
from gongkai.publishing.states import State as ItemState
from gongkai.reports.actions.recording import check_step, lock, move
from gongkai.reports.building import build_document
from gongkai.reports.errors import ChangedAfterFreezing, NoReportColumn, NotReviewed
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings import html_fragment
from gongkai.reports.renderings.files import ATTACHED, file_of


@noting_secrets
@transaction.atomic
def submit_report(report: AnnualReport, *, by: User, on: date) -> AnnualReport:
    """
    Make an item of the frozen report, with its files, in the column of annual reports, and send it to review.

    :raises NoReportColumn: the body has no column for annual reports
    :raises NotTypeset: the PDF cannot be made
    """
    report = lock(report)
    check_step(report, "submit", by=by, on=on)
    document = build_document(report)
    title = f"{document.title}（第{report.edition}版）" if report.edition > 1 else document.title
    report.item = create_item(
        report_column(report.body),
        title=title,
        formed_on=report.frozen_on or on,
        summary=f"{report.body}{report.year}年政府信息公开工作情况和统计数据。",
        content=_content(report),
        by=by,
        on=on,
    )
    for form in ATTACHED:
        printed = ContentFile(file_of(document, form, on=report.frozen_on or on), name=f"{title}.{form}")
        attach_file(report.item, file=printed, by=by, on=on)
    report.item = submit_item(report.item, by=by, on=on)
    move(report, "submit", by=by, on=on)
    report.save(update_fields=["item", "state"])
    return report


@transaction.atomic
def publish_report(report: AnnualReport, *, by: User, on: date) -> AnnualReport:
    """
    Publish the report, once its item has passed the reviews; an edition that it corrects is withdrawn.

    An item that was published from the publishing desk is taken as it is.

    :raises NotReviewed: the reviews are not finished
    :raises ChangedAfterFreezing: the item was edited and is not the frozen report any more
    """
    report = lock(report)
    check_step(report, "publish", by=by, on=on)
    item = report.item
    if item is None or item.state not in (ItemState.APPROVED, ItemState.PUBLISHED):
        raise NotReviewed("年度报告还没有通过公开审查，审查通过后才能公布。")
    if item.content != _content(report):
        raise ChangedAfterFreezing("送审的内容与定稿的报告不一致，请更正再版后重新送审。")
    if not item.live:
        report.item = publish_item(item, by=by, on=on)
    former = report.corrects
    if former and former.item and former.item.live:
        reason = f"已发布更正后的第{report.edition}版。{report.correction_reason}"
        withdraw_item(former.item, reason=reason, by=by, on=on)
    move(report, "publish", by=by, on=on)
    report.save(update_fields=["state"])
    return report


def _content(report: AnnualReport) -> str:
    return clean_html(html_fragment(build_document(report), heading=False))


def report_column(body: Body) -> Column:
    """
    Return the column in which a body publishes its annual reports.

    :raises NoReportColumn: there is none
    """
    columns = Column.objects.of(body).active().filter(kind=Column.Kind.ANNUAL_REPORT)
    column = columns.order_by("path").first()
    if column is None:
        raise NoReportColumn(f"{body}没有“政府信息公开年报”栏目，请先设置栏目。")
    return column
