"""回执: where the figures of a report lead, to the registers while it is a draft, to frozen lists later."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.office.desk import Desk
from gongkai.office.figures.receipts import RELATED, Record, line_of
from gongkai.office.menu import FIGURES
from gongkai.reports.document import number_text
from gongkai.reports.models import AnnualReport, ReportReceipt
from gongkai.reports.renderings.as_html import Href
from gongkai.statistics.figures import Figure, figure, parse_call


@dataclass(frozen=True)
class FrozenReceipt:
    """The receipt that was stored when a report was frozen."""

    report: AnnualReport
    stored: ReportReceipt

    @property
    def figure(self) -> Figure:
        """The figure that was asked."""
        return figure(parse_call(self.stored.name)[0])

    @property
    def value(self) -> str:
        """The number as printed."""
        return number_text(Decimal(self.stored.value))

    def lines(self, keys: Sequence[int]) -> list[Record]:
        """Write the records with these keys as lines; of one that is gone the number remains."""
        kind = self.stored.kind
        known = apps.get_model(kind)._default_manager.select_related(*RELATED.get(kind, ())).in_bulk(keys)
        return [self._line(known.get(key), key) for key in keys]

    def _line(self, record: Any, key: int) -> Record:
        if record is None:
            return Record(f"记录 {key}（已不在库中）", "", ())
        if isinstance(record, AnnualReport):  # what the year before said
            return Record(str(record), reverse("office:report", args=[record.pk]), ())
        return line_of(record, self.stored.kind, self.report.body_id)


def linked(report: AnnualReport, desk: Desk) -> Href:
    """Return what gives each figure of a report the address of its receipt, for those who may see records."""
    if not sees_records(desk):
        return lambda shown: None
    if report.is_fixed:
        page = reverse("office:report_figure", args=[report.pk])
        names = set(report.receipts.filter(year=report.year).values_list("name", flat=True))
        return lambda shown: f"{page}?{urlencode({'name': shown.figure})}" if shown.figure in names else None
    return lambda shown: _live(report, shown.figure)


def sees_records(desk: Desk) -> bool:
    """Whether the person may see the records behind figures, requests of citizens among them."""
    return desk.user.is_superuser or not FIGURES.isdisjoint(desk.roles)


def frozen_receipt(report: AnnualReport, name: str) -> FrozenReceipt:
    """
    Return the receipt of a figure of a frozen report.

    :raises Http404: there is none
    """
    stored = report.receipts.filter(name=name, year=report.year).first()
    if stored is None:
        raise Http404("这份报告没有这个指标的回执。")
    return FrozenReceipt(report, stored)


def _live(report: AnnualReport, name: str) -> str:
    code, arguments = parse_call(name)
    query = {"year": str(report.year), **({"below": "on"} if report.below else {}), **arguments}
    return f"{reverse('office:figure', args=[code])}?{urlencode(query)}"
