"""工作日历: the arrangements of years that were entered after the program was made."""

from datetime import date

from django.db import models

from gongkai.bodies.models.people import User
from gongkai.rules.year_tables import YearTable


class CalendarYear(models.Model):
    """
    The holidays and make-up workdays of one year, as announced (放假安排); one for all bodies.

    `days` is `{"holidays": {"2027-01-01": "元旦"}, "workdays": {…}}`.
    """

    year = models.PositiveSmallIntegerField("年度", unique=True)
    notice_no = models.CharField("通知文号", max_length=100, blank=True)
    days = models.JSONField("安排")
    imported_by = models.ForeignKey(
        User, verbose_name="导入人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField("导入时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度放假安排"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年"

    @property
    def table(self) -> YearTable:
        """The arrangement as the calendar reads it."""
        holidays, workdays = (
            {date.fromisoformat(day): name for day, name in self.days[key].items()}
            for key in ("holidays", "workdays")
        )
        return YearTable(self.year, holidays, workdays, self.notice_no)
