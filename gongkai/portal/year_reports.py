"""Which annual reports of a body the public may read, and the receipts of their figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.bodies.models import Body
from gongkai.common.key_lists import KeyList
from gongkai.publishing.models import Column, InformationItem
from gongkai.remedies.models import RemedyOutcome
from gongkai.reports.document import number_text
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings.as_html import Href
from gongkai.rules.applicants import ApplicantKind
from gongkai.statistics.figures import Figure, figure, parse_call

WORDS = {kind.value: kind.label for kind in ApplicantKind} | {
    str(key): str(word) for key, word in RemedyOutcome.choices
}


@dataclass(frozen=True)
class FrozenReceipt:
    """The receipt of a figure of a published report: the figure, its number, the keys of its records."""

    figure: Figure
    value: Decimal
    kind: str
    keys: KeyList
    arguments: Mapping[str, str]

    @property
    def words(self) -> str:
        """The number as written."""
        return number_text(self.value)

    @property
    def narrowed(self) -> str:
        """What the figure is narrowed to: 商业企业, 结果维持 …"""
        return "、".join(WORDS.get(value, value) for value in self.arguments.values())


def years_published(body: Body) -> list[AnnualReport]:
    """Return the newest public edition of each year's report, newest year first."""
    public = AnnualReport.objects.of(body).public().filter(below=False).select_related("item")
    newest: dict[int, AnnualReport] = {}
    for report in public.prefetch_related("cells").order_by("-year", "-edition"):
        newest.setdefault(report.year, report)
    return list(newest.values())


def published_report(body: Body, year: int) -> AnnualReport | None:
    """Return the newest public edition of a year's report."""
    public = AnnualReport.objects.of(body).public().filter(below=False, year=year)
    return public.select_related("item", "body", "item__column").order_by("-edition").first()


def linked_to(report: AnnualReport) -> Href:
    """Return what gives each figure of a report the address of its receipt, where one was frozen."""
    names = set(report.receipts.filter(year=report.year).values_list("name", flat=True))
    page = reverse("portal:report_figure", args=[report.year])
    return lambda shown: f"{page}?{urlencode({'name': shown.figure})}" if shown.figure in names else None


def other_items(body: Body) -> list[InformationItem]:
    """Return the live items of the column of reports that are no report of this system, newest first."""
    items = InformationItem.objects.live().of(body).filter(column__kind=Column.Kind.ANNUAL_REPORT)
    return list(items.filter(annual_report=None).defer("content", "plain_text").newest_first())


def receipt_of(body: Body, year: int, name: str) -> FrozenReceipt | None:
    """Return the receipt that was frozen with a published report, by the name of the figure."""
    report = published_report(body, year)
    receipt = report.receipts.filter(name=name, year=year).first() if report else None
    if receipt is None:
        return None
    code, arguments = parse_call(name)
    return FrozenReceipt(figure(code), receipt.value, receipt.kind, receipt.keys, arguments)
