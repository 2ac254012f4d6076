"""The tables of annual reports: editions, cells, receipts and events."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.common.key_lists import KeyListField, as_json
from gongkai.publishing.models import InformationItem
from gongkai.reports.document import Source
from gongkai.reports.states import FIXED, Origin, State
from gongkai.rules import formats
from gongkai.rules.formats import ReportFormat
from gongkai.statistics.scope import Scope


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Reports by body, year, reader and edition."""

    def of(self, body: Body) -> Self:
        """Reports of one body."""
        return self.filter(body=body)

    def within(self, body: Body) -> Self:
        """Reports of the body and of all below it."""
        return self.filter(body__path__startswith=body.path)

    def visible_to(self, user: User) -> Self:
        """Reports of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())

    def current(self) -> Self:
        """The newest edition of each report."""
        return self.filter(corrected_by=None)

    def public(self) -> Self:
        """Reports that the public may read."""
        return self.filter(item__live=True)

    def for_year(self, body: Body, year: int, *, below: bool = False) -> "AnnualReport | None":
        """Return the newest edition of a body's report of a year, if there is one."""
        return self.of(body).current().filter(year=year, below=below).first()


class AnnualReport(models.Model):
    """One edition of a government-information disclosure annual report (政府信息公开工作年度报告)."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("报告年度")
    below = models.BooleanField("汇总下级机关", default=False)
    format = models.CharField("格式", max_length=20)
    origin = models.CharField("数据来源", max_length=10, choices=Origin, default=Origin.FILLED)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    since = models.DateField("统计期自")
    until = models.DateField("统计期至")

    # What has been written: paragraphs by section; a section that is not here comes from the template text.
    narrative = models.JSONField("正文", default=dict, blank=True)
    # What the editor answers to findings, by the finding's place: [what was found, the answer].
    notes = models.JSONField("问题说明", default=dict, blank=True)

    edition = models.PositiveSmallIntegerField("版次", default=1)
    corrects = models.OneToOneField(
        "self",
        verbose_name="更正的版次",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrected_by",
    )
    correction_reason = models.CharField("更正原因", max_length=300, blank=True)
    frozen_on = models.DateField("定稿日期", null=True, blank=True)
    frozen_by = models.ForeignKey(
        User, verbose_name="定稿人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField("摘要值", max_length=64, blank=True)  # sha256 of the frozen report and receipts
    item = models.OneToOneField(
        InformationItem,
        verbose_name="公布的信息",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="annual_report",
    )

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"
        ordering = ["body", "-year", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "below", "edition"], name="one_report_edition"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | (Q(frozen_on__isnull=False) & ~Q(digest="")),
                name="fixed_report_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, corrects=None) | Q(edition__gt=1, corrects__isnull=False),
                name="later_report_edition_corrects",
            ),
        ]

    def __str__(self) -> str:
        later = f"（第{self.edition}版）" if self.edition > 1 else ""
        return f"{self.body}{self.year}年政府信息公开工作年度报告{later}"

    @classmethod
    def of_year(cls, body: Body, year: int, *, report_format: str = "", below: bool = False) -> Self:
        """
        Return a new report of a year, not saved: what would be reported now.

        :raises UnknownFormat: no format is known for that year, or none bears the code
        """
        code = formats.load(report_format).code if report_format else formats.for_year(year).code
        period = {"since": date(year, 1, 1), "until": date(year, 12, 31)}
        return cls(body=body, year=year, format=code, below=below, **period)

    @property
    def is_fixed(self) -> bool:
        """Whether numbers and words stand still."""
        return self.state in FIXED

    @property
    def is_counted(self) -> bool:
        """Whether the numbers come from the registers of this system."""
        return self.origin == Origin.FILLED

    @property
    def is_public(self) -> bool:
        """Whether the public may read it."""
        return self.item is not None and self.item.live

    @property
    def report_format(self) -> ReportFormat:
        """The format it is written in."""
        return formats.load(self.format)

    @property
    def scope(self) -> Scope:
        """Whose records it counts, and of which days."""
        return Scope(self.body, self.since, self.until, self.below)

    def roles_of(self, user: User, on: date) -> frozenset[str]:
        """Return the roles in which a user may act on the report on a day."""
        return frozenset(user.roles_in(self.body, on))

    @property
    def can_be_counted(self) -> bool:
        """Whether the format asks the registers for figures."""
        return any(
            table.figure(row, column) for table in self.report_format.tables for row, column in table.cells()
        )

    def note_for(self, place: str) -> str:
        """Return what the editor answers to the finding at a place, or nothing."""
        _found, note = self.notes.get(place, ("", ""))
        return str(note)


class ReportCell(models.Model):
    """The number of one cell: counted and frozen, put in by hand, or read from an old report."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="cells")
    table = models.CharField("表", max_length=30)
    row = models.CharField("行", max_length=60)
    column = models.CharField("列", max_length=60)
    value = models.DecimalField("数值", max_digits=20, decimal_places=6, null=True, blank=True)
    raw = models.CharField("原文", max_length=60, blank=True)
    source = models.CharField("来源", max_length=10, choices=[(each.value, each.label) for each in Source])
    counted = models.DecimalField("统计数", max_digits=20, decimal_places=6, null=True, blank=True)
    reason = models.CharField("更正理由", max_length=300, blank=True)
    by = models.ForeignKey(
        User, verbose_name="经办", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "年报单元格"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "table", "row", "column"], name="one_report_cell"),
            models.CheckConstraint(
                condition=~Q(source="override") | ~Q(reason=""), name="override_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def key(self) -> str:
        """The name of the cell: "requests.new.total"."""
        return f"{self.table}.{self.row}.{self.column}"


class ReportReceipt(models.Model):
    """The list of records behind one figure of a frozen report; never changed."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="receipts")
    name = models.CharField(
        "指标", max_length=200
    )  # figure with arguments, "requests.new?applicant=research"
    year = models.PositiveSmallIntegerField("年度")  # the year before, where the prose compares
    kind = models.CharField("记录类别", max_length=60)  # "casework.disclosurerequest"
    value = models.DecimalField("数值", max_digits=20, decimal_places=6)
    keys = KeyListField("记录")

    class Meta:
        verbose_name = verbose_name_plural = "取数回执"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "name", "year"], name="one_receipt_per_figure")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    def as_json(self) -> Iterator[str]:
        """Yield what the report's digest covers, piece by piece: the list of records may be long."""
        number = format(Decimal(self.value).normalize(), "f")
        facts = {"kind": self.kind, "name": self.name, "value": number, "year": self.year}
        yield '{"keys":'
        yield from as_json(self.keys)
        yield "," + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))[1:]


class ReportEvent(models.Model):
    """A step taken on a report (编制记录); only ever added."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="events")
    step = models.CharField("步骤", max_length=30)
    from_state = models.CharField("原状态", max_length=10, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=10, choices=State)
    by = models.ForeignKey(
        User, verbose_name="经办", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    note = models.TextField("说明", blank=True)
    data = models.JSONField("数据", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "年报编制记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"

    @property
    def step_label(self) -> str:
        """The Chinese name of the step."""
        from gongkai.reports.workflow import ENTRIES, REPORTING

        return ENTRIES.get(self.step) or REPORTING.step(self.step).label
