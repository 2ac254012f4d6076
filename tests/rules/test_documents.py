"""规范性文件的种类、有效期和解读形式."""

import pytest

from gongkai.rules.documents import DocumentSort, InterpretationForm, _read_sort
from gongkai.rules.tables import BadRuleFile, Row


def test_each_sort_says_how_long_it_holds() -> None:
    years = {sort.value: (sort.facts.years, sort.facts.max_years) for sort in DocumentSort}

    assert years == {"general": (5, 5), "trial": (2, 2), "notice": (1, 1), "ending": (5, 5)}


def test_only_a_decision_that_repeals_or_amends_needs_no_interpretation() -> None:
    assert [sort.label for sort in DocumentSort if not sort.facts.needs_interpretation] == ["修改、废止决定"]


def test_the_forms_of_interpretation_are_one_two_and_others() -> None:
    shares = {form.label: form.share for form in InterpretationForm}

    assert (shares["文字解读"], shares["图解"], shares["问答"], shares["视频"], shares["案例"]) == (
        "1",
        "2",
        "2",
        "2",
        "X",
    )


def test_years_that_exceed_the_most_are_a_slip_of_the_pen() -> None:
    row = Row("documents.toml", "kinds.x", {"years": 6, "max_years": 5})

    with pytest.raises(BadRuleFile, match="有效期应当大于零，且不超过最长年数"):
        _read_sort("x", row)
