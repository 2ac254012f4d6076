"""The prose and its references: what is written for which numbers."""

from decimal import Decimal

import pytest

from gongkai.reports import first_text
from gongkai.reports.errors import UnknownReference
from gongkai.reports.narrative import BEFORE, NOW, Fact, Numbers, Reference, parse, references, segments
from gongkai.statistics.figures import figure

FACTS = {"year": "2025", "previous_year": "2024", "next_year": "2026", "body": "海城市人社局"}


def numbers(**found: int) -> Numbers:
    """Return numbers of requests, of this year and (with `_before`) of the year before."""
    return {
        (f"requests.{name.removesuffix('_before')}", BEFORE if name.endswith("_before") else NOW): Decimal(n)
        for name, n in found.items()
    }


def written(text: str, found: Numbers) -> str:
    return "".join(segment.text for segment in segments(text, found, FACTS, lambda name: 1))


def test_text_references_and_facts_are_told_apart() -> None:
    parts = parse("{{year}}年新收{{requests.new}}件，占{{ requests.in_time | share: requests.replied }}。")

    assert parts == (
        Fact("year"),
        "年新收",
        Reference("requests.new"),
        "件，占",
        Reference("requests.in_time", "share", "requests.replied"),
        "。",
    )


def test_arguments_are_written_in_one_order() -> None:
    (one, other) = references(
        ["{{requests.new channel=fax applicant=research}}", "{{requests.new applicant=research channel=fax}}"]
    )

    assert one == other == Reference("requests.new?applicant=research&channel=fax")


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (30, 20, "增长50%"),
        (30, 40, "下降25%"),
        (31, 30, "增长3.3%"),
        (7, 7, "持平"),
        (0, 0, "持平"),
        (24, 0, "增加24件"),
        (3, 8, "减少5件"),
    ],
)
def test_growth_is_written_in_words(now: int, before: int, words: str) -> None:
    found = numbers(new=now, new_before=before)

    assert written("{{requests.new|growth}}", found) == words


def test_a_share_is_part_divided_by_whole() -> None:
    text = "{{requests.in_time|share:requests.replied}}"

    assert written(text, numbers(in_time=3, replied=46)) == "6.5%"
    assert written(text, numbers(in_time=46, replied=46)) == "100%"
    assert written(text, numbers(in_time=0, replied=0)) == "0%"


def test_facts_and_the_year_before_are_written() -> None:
    text = "{{body}}{{previous_year}}年{{requests.new|before}}件"

    assert written(text, numbers(new_before=12)) == "海城市人社局2024年12件"


def test_every_section_of_the_first_text_can_be_answered() -> None:
    for section, paragraphs in first_text.first_text("y2021").items():
        found = dict.fromkeys(first_text.asks_of("y2021", section), Decimal(1))

        for paragraph in first_text.written("y2021", section, found):
            assert "{{" not in written(paragraph, found)
        assert paragraphs


def test_a_sentence_is_written_when_it_is_true() -> None:
    asks = list(first_text.asks_of("y2021", "remedies"))

    none = first_text.written("y2021", "remedies", dict.fromkeys(asks, Decimal(0)))
    some = first_text.written("y2021", "remedies", dict.fromkeys(asks, Decimal(2)))

    assert "没有因政府信息公开工作被申请行政复议" in "".join(none)
    assert "被申请行政复议{{remedies.review}}件" in "".join(some)
    assert "没有因" not in "".join(some)


def test_an_era_without_a_first_text_has_none() -> None:
    assert first_text.first_text("y2019") == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{{没有这个数|比上年}}", None),
        ("{{requests.new|比上年}}", "{{requests.new|growth}}"),
        ("{{requests.new|上年数}}", "{{requests.new|before}}"),
        ("{{requests.granted|占比：requests.total}}", "{{requests.granted|share:requests.total}}"),
        ("{{报告年度}}年", "{{year}}年"),
    ],
)
def test_references_may_be_written_in_chinese(written: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(UnknownReference):
            parse(written)
    else:
        assert parse(written) == parse(meant)


def test_a_figure_may_be_named_as_people_call_it() -> None:
    label = figure("requests.new").label

    assert parse("{{" + label + "}}") == parse("{{requests.new}}")
