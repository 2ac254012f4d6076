"""What each kind of public notice may show of persons."""

import pytest

from gongkai.rules import notices as module
from gongkai.rules.notices import notice_of, notices
from gongkai.rules.tables import BadRuleFile, Row
from gongkai.screening.hits import Kind


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("关于2026年第二批社会保险补贴的公示", "subsidy"),
        ("永安市2026年事业单位公开招聘拟聘用人员公示", "recruitment"),
        ("工伤认定决定书送达公告", "injury"),
        ("永人社罚字〔2026〕3号行政处罚决定书", "penalty"),
        ("2026年度中级职称评审通过人员公示", "titles"),
        ("关于拟表彰先进集体和先进个人的公示", "honours"),
    ],
)
def test_a_title_tells_the_kind(title: str, code: str) -> None:
    found = notice_of("", title)

    assert found is not None
    assert found.code == code


def test_a_column_says_more_than_a_title() -> None:
    found = notice_of("penalty", "关于社会保险补贴的公示")

    assert found is notices()["penalty"]


def test_other_texts_are_no_notice() -> None:
    assert notice_of("", "政府信息公开指南公告") is None
    assert notice_of("", "关于做好稳岗返还工作的通知") is None
    assert notice_of("abolished", "关于社会保险补贴的公示") is None


def test_every_code_is_a_kind_of_finding() -> None:
    codes = {code for each in notices().values() for code in (*each.shows, *each.hides, *each.keep)}

    assert codes <= set(Kind)


def test_nothing_of_a_subsidised_persons_numbers_is_shown() -> None:
    subsidy = notices()["subsidy"]

    assert {"id_card", "mobile", "bank_card"} <= subsidy.hides
    assert subsidy.keep["id_card"] == (0, 0)


DAMAGED = [
    ({"hides": ["name_list"]}, "既可以载明又不得出现"),
    ({"keep": {"id_card": [6]}}, "各保留几位"),
    ({"keep": {"id_card": "6"}}, "各保留几位"),
    ({"keep": {"id_card": [6, -1]}}, "各保留几位"),
]


@pytest.mark.parametrize(("facts", "word"), DAMAGED)
def test_a_damaged_kind_is_refused(facts: dict[str, object], word: str) -> None:
    texts = dict.fromkeys(("label", "basis", "may_show", "must_not_show"), "甲")
    row = Row(
        "notices.toml", "甲", {**texts, "titles": [], "shows": ["name_list"], "hides": [], "days": 0, **facts}
    )

    with pytest.raises(BadRuleFile, match=word):
        module._read("one", row)
