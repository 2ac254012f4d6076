"""How dates, sizes and document numbers are written in an official Chinese text."""

import re
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import is_aware, localtime

WEEKDAYS = "一二三四五六日"
PROVISIONAL = "（暂定）"
NOTHING_YET = "—"  # where a figure cannot be told yet
_DOC_NO = re.compile(r"[\[\(（【﹝［〔]\s*((?:19|20)\d{2})\s*年?\s*[\]\)）】﹞］〕]\s*第?\s*0*(\d+)\s*号")


def as_day(moment: date | datetime) -> date:
    """Return the day of a moment as people here count it (an aware time in local time)."""
    if isinstance(moment, datetime):
        return (localtime(moment) if is_aware(moment) else moment).date()
    return moment


def cn_date(moment: date | datetime | None) -> str:
    """Write 2026年3月6日, or nothing for no date."""
    if moment is None:
        return ""
    day = as_day(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def cn_due(day: date | None, is_provisional: bool) -> str:
    """Write the last day of a period; one that runs into a year without its arrangement says 暂定."""
    return f"{cn_date(day)}{PROVISIONAL}" if day and is_provisional else cn_date(day)


class Dated(Protocol):
    """A period with its last day: a request, a count, a reckoned deadline."""

    @property
    def due_on(self) -> date | None:
        """The last day."""

    @property
    def provisional(self) -> bool:
        """Whether it runs into a year of which the arrangement is not known."""


def due_words(period: Dated) -> str:
    """Write the last day of a period, with 暂定 where it is provisional."""
    return cn_due(period.due_on, period.provisional)


class Announced(Protocol):
    """A calendar that knows for which years the arrangement of holidays was announced."""

    def is_announced(self, day: date) -> bool:
        """Whether the year of a day was announced."""


def cn_last(day: date | None, calendar: Announced) -> str:
    """Write the last day of a period; 暂定 when its year was not announced in the calendar."""
    return cn_due(day, day is not None and not calendar.is_announced(day))


def cn_day(moment: date | datetime | None) -> str:
    """Write 3月6日, for lists in which the year is plain."""
    if moment is None:
        return ""
    day = as_day(moment)
    return f"{day.month}月{day.day}日"


def cn_weekday(day: date) -> str:
    """Write 星期五."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def file_size(size: int | None) -> str:
    """Write a number of bytes as people read it: 812 字节, 34 KB, 1.2 MB."""
    if size is None:
        return ""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def doc_no(text: str) -> str:
    """Put the year of a document number in 〔〕, and drop 第 and leading zeros (GB/T 9704-2012, 7.2.5)."""
    return _DOC_NO.sub(r"〔\1〕\2号", text)
