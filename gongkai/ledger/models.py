"""The table of ledger entries."""

from datetime import date
from pathlib import PurePosixPath
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, Unit, User
from gongkai.rules.ledger import LedgerKind


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds with their names; they are data, so that a further one changes no table."""
    return [(str(kind), kind.label) for kind in LedgerKind.all()]


def stored_name(entry: "LedgerEntry", name: str) -> str:
    """Return a random place for the file that proves an entry."""
    random = uuid4().hex
    return f"ledger/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Entries by body, kind and time; days are inclusive."""

    def of(self, body: Body) -> Self:
        """Entries of one body."""
        return self.filter(body=body)

    def within(self, body: Body) -> Self:
        """Entries of the body and of all below it."""
        return self.filter(body__path__startswith=body.path)

    def visible_to(self, user: User) -> Self:
        """Entries of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())

    def between(self, first: date, last: date) -> Self:
        """Entries for days from first to last."""
        return self.filter(on__range=(first, last))

    def of_kind(self, kind: LedgerKind) -> Self:
        """Entries of one kind, corrections among them: their quantities add up to the figure."""
        return self.filter(kind=kind)


class LedgerEntry(models.Model):
    """A quantity of one kind on one day (台账登记); a correction is an entry with the difference."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="ledger_entries"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="科室", on_delete=models.PROTECT, related_name="ledger_entries"
    )
    kind = models.CharField("类别", max_length=30, choices=kind_choices)
    on = models.DateField("日期")
    quantity = models.DecimalField("数量", max_digits=16, decimal_places=2)  # in LedgerKind.unit
    note = models.CharField("说明", max_length=300, blank=True)
    evidence = models.FileField("凭据", upload_to=stored_name, max_length=200, blank=True)
    evidence_name = models.CharField("凭据文件名", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        User, verbose_name="登记人", on_delete=models.PROTECT, related_name="ledger_entries"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    corrects = models.ForeignKey(
        "self",
        verbose_name="更正",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账登记"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["body", "kind", "on"], name="ledger_by_kind_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0) | Q(corrects__isnull=False), name="only_corrections_subtract"
            ),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(note=""), name="correction_has_reason"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display()} {self.on} {self.quantity.normalize():f}{LedgerKind(self.kind).unit}"
        )


class DutyQuerySet(models.QuerySet["LedgerDuty"]):
    """Duties by body and month."""

    def of(self, body: Body) -> Self:
        """Duties of the units of one body."""
        return self.filter(body=body)

    def in_month(self, month: date) -> Self:
        """Duties that hold in a month, given by its first day."""
        return self.filter(Q(until=None) | Q(until__gte=month), since__lte=month)


class LedgerDuty(models.Model):
    """A unit owes the quantities of a kind each month (月报任务), from one month to another."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="ledger_duties"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="科室", on_delete=models.PROTECT, related_name="ledger_duties"
    )
    kind = models.CharField("类别", max_length=30, choices=kind_choices)
    since = models.DateField("自何月起")  # the first day of the month
    until = models.DateField("至何月止", null=True, blank=True)  # the first day of the last month
    set_by = models.ForeignKey(
        User, verbose_name="设定人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账月报任务"
        ordering = ["unit", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(until=None), name="one_running_duty_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()}"


class MonthQuerySet(models.QuerySet["LedgerMonth"]):
    """Monthly sheets by body and state."""

    def of(self, body: Body) -> Self:
        """Sheets of the units of one body."""
        return self.filter(body=body)

    def owed(self) -> Self:
        """Sheets that have not come in."""
        return self.filter(filed_on=None)


class LedgerMonth(models.Model):
    """The sheet of a unit for one month (台账月报): by when it is owed, and when it came in."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="ledger_months"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="科室", on_delete=models.PROTECT, related_name="ledger_months"
    )
    month = models.DateField("月份")  # its first day
    due_on = models.DateField("报送期限")
    filed_on = models.DateField("报送日期", null=True, blank=True)
    filed_by = models.ForeignKey(
        User, verbose_name="报送人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reminded_on = models.DateField("提醒日期", null=True, blank=True)

    objects = MonthQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账月报"
        ordering = ["-month", "unit"]
        indexes = [models.Index(fields=["body", "filed_on", "due_on"], name="ledger_months_owed")]
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="one_sheet_per_month")]

    def __str__(self) -> str:
        return f"{self.unit}{self.month.year}年{self.month.month}月台账"

    @property
    def is_late(self) -> bool:
        """Whether it came in after its last day."""
        return self.filed_on is not None and self.filed_on > self.due_on
