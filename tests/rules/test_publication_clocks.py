"""主动公开期限（条例第二十六条）: which rule and which first day a kind of information has."""

from pathlib import Path

import pytest

from gongkai.rules import tables
from gongkai.rules.publication_clocks import publication_clock, publication_clocks
from gongkai.rules.tables import BadRuleFile

RULES = """
[clocks.budget]
label = "预算"
{condition}
rule = "{rule}"
starts = "{starts}"
hint = "批复之日"
[clocks.general]
label = "主动公开"
rule = "proactive_publish"
starts = "formed_on"
hint = "形成之日"
"""


def test_a_budget_is_public_within_twenty_days_of_its_approval() -> None:
    clock = publication_clock(statutory_code="07", column="budgets")

    assert (clock.rule, clock.words) == ("budget_publish", "部门预算、决算，20日")


def test_a_penalty_is_public_within_seven_working_days() -> None:
    assert publication_clock(statutory_code="06", column="penalties").words.endswith("7个工作日")
    assert publication_clock(statutory_code="06", column="inspection").is_general


def test_all_else_is_public_within_twenty_working_days() -> None:
    clock = publication_clock(statutory_code="", column="news")

    assert (clock.code, clock.words) == ("general", "主动公开，20个工作日")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"rule": "no_such_rule"}, "没有这条期限规则：no_such_rule"),
        ({"starts": "published_on"}, "“starts”只能是：formed_on、effective_on"),
        ({"condition": ""}, "只有最后一类信息没有条件"),
    ],
)
def test_a_damaged_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: dict[str, str], message: str
) -> None:
    usual = {"condition": 'statutory_codes = ["07"]', "rule": "budget_publish", "starts": "formed_on"}
    (tmp_path / "publication_clocks.toml").write_text(RULES.format(**usual | facts), encoding="utf-8")
    (tmp_path / "deadlines.toml").write_bytes((tables.FOLDER / "deadlines.toml").read_bytes())
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    publication_clocks.cache_clear()

    with pytest.raises(BadRuleFile, match=message):
        publication_clocks()

    publication_clocks.cache_clear()
