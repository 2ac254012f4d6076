"""What the tags draw."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

import gongkai
from gongkai.design.templatetags.design import icon, icon_names


@dataclass(frozen=True)
class Counted:
    on: date
    counts: bool
    why: str | None = None
    provisional: bool = False


def draw(source: str, **context: object) -> str:
    html = Template("{% load design %}" + source).render(Context(context))
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return html


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "search" %}')
    assert 'role="img" aria-label="检索"' in draw('{% icon "search" "检索" %}')


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        icon("unicorn")


def test_templates_name_only_icons_that_there_are() -> None:
    named = re.compile(r'\bicon "([\w-]+)"|\bsymbol="([\w-]+)"')
    templates = Path(gongkai.__file__).parent.rglob("templates/**/*.html")
    found = {"".join(names) for path in templates for names in named.findall(path.read_text("utf-8"))}

    assert found - set(icon_names()) == set()
    assert len(found) > 20


def test_icons_are_many_and_the_emblem_is_one() -> None:
    assert "emblem" in icon_names()
    assert len(icon_names()) > 30


def test_a_figure_links_to_its_receipt() -> None:
    html = draw('{% figure 18 "/reports/2025/received/" "本年新收" %}')

    assert html == ('<a class="gk-figure" href="/reports/2025/received/" aria-label="本年新收：18">18</a>')


def test_a_figure_without_a_receipt_is_a_number() -> None:
    assert draw("{% figure 18 %}") == "18"


def test_a_strip_is_a_list_with_words() -> None:
    days = [Counted(date(2026, 3, 5), counts=True), Counted(date(2026, 3, 6), counts=True)]

    html = draw("{% strip days today=today legend=True %}", days=days, today=date(2026, 3, 5))

    assert "已计 1 个工作日，还有 1 个工作日，2026年3月6日到期" in html
    assert "3月6日 星期五 计入，答复期限" in html
    assert "周末和节假日，不计入" in html


def test_a_thin_strip_is_one_picture_with_words() -> None:
    days = [Counted(date(2026, 3, 6), counts=True)]

    html = draw('{% strip days today=today size="bar" %}', days=days, today=date(2026, 3, 6))

    assert 'aria-label="已计 1 个工作日，今天到期，2026年3月6日到期"' in html
    assert 'role="img"' in html
    assert "<li" not in html


class Ask(forms.Form):
    matter = forms.CharField(label="名称", help_text="写明所需信息")
    note = forms.CharField(label="备注", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="已阅读")


def test_a_field_says_what_is_wrong_and_keeps_what_was_written() -> None:
    form = Ask({"matter": "", "note": "原来写的"})

    html = draw(
        "{% field form.matter %}{% field form.note %}{% field form.kind %}{% field form.sure %}", form=form
    )

    assert 'class="gk-field__error" id="id_matter_error"' in html
    assert 'value="原来写的"' in html
    assert "<legend>类别</legend>" in html
    assert "（可不填）" in html


def test_pages_keep_the_filters() -> None:
    page = Paginator(range(100), 10).page(3)
    request = RequestFactory().get("/c/news/", {"year": "2025", "page": "3"})

    html = draw("{% pages page %}", page=page, request=request)

    assert 'href="?year=2025&amp;page=4"' in html
    assert "共 100 条" in html


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (
            "11320900MB1234567K/2025-00012",
            '<span class="gk-whole">11320900MB1234567K/</span><wbr>'
            '<span class="gk-whole">2025-00012</span><wbr>',
        ),
        ("2026年3月6日", "2026年3月6日"),
        ("<b>2025-00012", '&lt;b&gt;<span class="gk-whole">2025-00012</span><wbr>'),
    ],
)
def test_a_line_breaks_between_the_groups_of_a_number_alone(value: str, drawn: str) -> None:
    assert draw("{{ value|whole_numbers }}", value=value) == drawn
