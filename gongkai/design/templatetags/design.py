"""Tags and filters of the design: icons, the strip of days, figures with a receipt, dates, pages."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.design import strip as strips
from gongkai.design import words

register = template.Library()
register.filter("cn_date", words.cn_date)
register.filter("cn_due", words.cn_due)
register.filter("cn_last", words.cn_last)
register.filter("cn_day", words.cn_day)
register.filter("file_size", words.file_size)
register.filter("doc_no", words.doc_no)

RUN = re.compile(r"[0-9A-Z]{6,20}/?|\d{4}-\d{4,6}\b")  # 11320900MB1234567K/2025-00012
WHOLE = '<span class="gk-whole">{}</span><wbr>'
STRIP_SIZES = {"": "", "large": "gk-strip--large", "bar": "gk-strip--bar"}


@cache
def icon_names() -> frozenset[str]:
    """Return the names that stand in icons.svg."""
    path = finders.find("design/icons.svg")
    with open(str(path), encoding="utf-8") as file:
        return frozenset(re.findall(r'<symbol id="([a-z]+)"', file.read()))


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """
    Draw an icon; with a label it speaks, without one it is decoration.

    :raises ValueError: there is no such icon
    """
    if name not in icon_names():
        raise ValueError(f"icons.svg has no {name}")
    address = f"{static('design/icons.svg')}#{name}"
    classes = f"gk-icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, address)


@register.inclusion_tag("components/strip.html")
def strip(
    days: Iterable[strips.Day],
    *,
    today: date,
    due_on: date | None = None,
    start: date | None = None,
    ended: bool = False,
    size: str = "",
    legend: bool = False,
) -> dict[str, Any]:
    """Draw the strip of days; size is "", "large" or "bar" (a thin line for lists)."""
    drawn = strips.draw(days, today=today, due_on=due_on, start=start, ended=ended)
    return {"strip": drawn, "css": STRIP_SIZES[size], "bar": size == "bar", "legend": legend}


@register.filter
def whole_numbers(value: object) -> object:
    """Let a line break between the groups of an index number or a code, never within one."""
    if not isinstance(value, str) or isinstance(value, SafeString) or not RUN.search(value):
        return value
    ends = [0, *(end for found in RUN.finditer(value) for end in found.span()), len(value)]
    pieces = [value[start:end] for start, end in pairwise(ends)]
    parts = [(WHOLE if place % 2 else "{}", piece) for place, piece in enumerate(pieces)]
    return SafeString("".join(format_html(shape, piece) for shape, piece in parts))


@register.simple_tag
def figure(value: object, url: str = "", label: str = "") -> SafeString:
    """Write a figure as a link to its receipt; `label` says what it counts to those who cannot see it."""
    if not url:
        return format_html("{}", value)
    said = "暂无" if value == words.NOTHING_YET else value
    spoken = format_html(' aria-label="{}：{}"', label, said) if label else ""
    return format_html('<a class="gk-figure" href="{}"{}>{}</a>', url, spoken, value)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, css: str = "", *, needed: bool = False) -> dict[str, Any]:
    """Draw a form field with its label, help and error; `needed` though it may be left out at times."""
    widget = bound.field.widget
    is_group = bool(widget.use_fieldset)
    return {
        "field": bound,
        "css": css,
        "is_group": is_group,
        "is_check": not is_group and getattr(widget, "input_type", "") == "checkbox",
        "is_optional": not (bound.field.required or needed),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pages(context: template.Context, page: Page[Any], unit: str = "条") -> dict[str, Any]:
    """Draw the links to the other pages of a list; the filters of the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": list(numbers), "unit": unit}
