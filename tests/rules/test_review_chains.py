"""审核链（条例第十七条）: which reviews a kind of information passes, and what no chain may leave out."""

from pathlib import Path

import pytest

from gongkai.rules import tables
from gongkai.rules.review_chains import (
    BadChain,
    Kind,
    Stage,
    _rules,
    as_chain,
    chain_kinds,
    emergency,
    kind_of,
)
from gongkai.rules.roles import Role
from gongkai.rules.tables import BadRuleFile

RULES = """
[limits]
least = 2
most = 4
must = ["secrecy"]
[kinds.other]
label = "其他信息"
{condition}
stages = [{stages}]
proofread = false
basis = "条例第十七条"
[emergency]
roles = ["{role}"]
review = "emergency_review"
basis = "条例第六条"
"""


def kind(document_kind: str = "other", column_kind: str = "own", genre: str = "通知") -> Kind:
    return kind_of(document_kind=document_kind, column_kind=column_kind, genre=genre)


def test_a_normative_document_passes_three_reviews_and_is_proofread_in_each() -> None:
    document = kind(document_kind="normative_document")

    assert document.stages == (Stage.UNIT, Stage.SECRECY, Stage.LEADER)
    assert document.proofread


def test_the_first_kind_that_fits_counts_and_the_last_takes_the_rest() -> None:
    assert kind(document_kind="rule", genre="公示").code == "document"
    assert kind(genre="公示").code == "notice"
    assert kind(column_kind="annual_report").code == "report"
    assert kind().code == "other"


def test_every_default_is_a_chain_that_a_body_could_choose() -> None:
    for each in chain_kinds().values():
        assert as_chain(each.stages) == each.stages


def test_a_chain_runs_in_its_order_whatever_was_ticked_first() -> None:
    assert as_chain(["leader", "secrecy", "unit", "unit"]) == (Stage.UNIT, Stage.SECRECY, Stage.LEADER)


def test_a_chain_has_two_to_four_reviews() -> None:
    for wrong in (["secrecy"], list(Stage)):
        with pytest.raises(BadChain, match="2至4个环节"):
            as_chain(wrong)


def test_no_chain_leaves_out_the_secrecy_review() -> None:
    with pytest.raises(BadChain, match="保密审查"):
        as_chain(["unit", "leader"])


def test_each_review_has_its_role() -> None:
    assert [(stage.label, stage.role) for stage in Stage] == [
        ("科室审核", Role.UNIT_HEAD),
        ("公开办审核", Role.OFFICE_HEAD),
        ("合法性审核", Role.LEGAL_REVIEWER),
        ("保密审查", Role.SECRECY_REVIEWER),
        ("负责人审签", Role.LEADER),
    ]


def test_only_those_in_charge_publish_before_the_review() -> None:
    assert emergency().roles == {Role.LEADER, Role.OFFICE_HEAD}
    assert emergency().review == "emergency_review"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"stages": '"mayor"'}, "没有这样的环节：mayor"),
        ({"role": "minister"}, "没有这样的角色：minister"),
        ({"condition": 'genres = ["公示"]'}, "最后一个信息类别不能有条件"),
    ],
)
def test_a_damaged_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: dict[str, str], message: str
) -> None:
    text = RULES.format(**{"stages": '"unit", "secrecy"', "role": "leader", "condition": "", **facts})
    (tmp_path / "review_chains.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    _rules.cache_clear()

    with pytest.raises(BadRuleFile, match=message):
        chain_kinds()

    _rules.cache_clear()
