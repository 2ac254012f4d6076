"""正文怎样说办理结果：一项一项的、列在一起的、写明理由的、分别计数的，各指表格里的哪几格。"""

from typing import Any

import pytest

from gongkai.reports.checks import Binding, check_prose, read_quantities
from gongkai.rules import formats

LEAD = "办结政府信息公开申请100件。"
COUNTS = {
    "granted": 40, "partial": 20, "denied_state_secret": 3, "denied_third_party": 5, "denied_process": 2,
    "unavailable_not_held": 12, "unavailable_unclear": 4, "refused_petition": 6, "refused_repeat": 1,
    "other_no_correction": 4, "other_no_payment": 1, "other_misc": 2, "total": 100,
}  # fmt: skip
ROWS = [row.id for row in formats.load("y2021").table("requests").rows if row.columns]
OTHER = ["other_no_correction", "other_no_payment", "other_misc"]
TABLES: dict[str, Any] = {"requests": {row: {"total": COUNTS.get(row, 0)} for row in ROWS}}


def bound(sentence: str) -> list[Binding]:
    return read_quantities([("一、总体情况", LEAD + sentence)], TABLES, 2025)[1:]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("予以公开40件，部分公开20件。", ["granted", "partial"]),
        ("“予以公开”40件。", ["granted"]),
        ("40件予以公开，20件为部分公开。", ["granted", "partial"]),
        ("其中属于国家秘密的3件。", ["denied_state_secret"]),
        ("因涉及国家秘密不予公开3件。", ["denied_state_secret"]),
        ("3件因国家秘密不予公开。", ["denied_state_secret"]),
        ("有12件本机关不掌握相关政府信息。", ["unavailable_not_held"]),
        ("补正后申请内容仍不明确4件。", ["unavailable_unclear"]),
        ("信访、举报、投诉类申请6件、重复申请1件。", ["refused_petition", "refused_repeat"]),
        (
            "逾期不补正4件，逾期未缴费1件，其他2件。",
            ["other_no_correction", "other_no_payment", "other_misc"],
        ),
    ],
)
def test_an_outcome_is_its_row(sentence: str, rows: list[str]) -> None:
    found = bound(sentence)

    assert [one.cells[0][1] for one in found] == rows
    assert all(one.agrees and len(one.cells) == 1 for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "不予公开10件（国家秘密3件、第三方合法权益5件、过程性信息2件）。",
        "予以公开、部分公开分别为40件、20件。",
        "予以公开和部分公开共60件。",
        "属于国家秘密、过程性信息不予公开5件。",
        "因涉及国家秘密、第三方合法权益等原因不予公开10件。",
        "无法提供16件，不予处理7件，其他处理7件。",
        "因商业秘密不予公开4件，因个人隐私不予公开1件。",
        "予以公开占40%，部分公开占20.0%，不予公开占10%。",
    ],
)
def test_sums_lists_and_shares_that_agree(sentence: str) -> None:
    assert check_prose([("一", LEAD + sentence)], TABLES, 2025) == []


@pytest.mark.parametrize(
    ("sentence", "row", "expected"),
    [
        ("予以公开和部分公开共61件。", "granted", 60),
        ("予以公开、部分公开、无法提供分别为40件、20件、15件。", "unavailable_not_held", 16),
        ("不予公开9件。", "denied_state_secret", 10),
        ("属于四类过程性信息3件。", "denied_process", 2),
        ("商业秘密4件，个人隐私2件。", "denied_third_party", 5),
        ("予以公开占41%。", "granted", 40),
    ],
)
def test_sums_lists_and_shares_that_differ(sentence: str, row: str, expected: float) -> None:
    finding, *_ = check_prose([("一", LEAD + sentence)], TABLES, 2025)

    assert (finding.where.row, finding.expected) == (row, expected)
    assert finding.rule in ("T1", "T2")


@pytest.mark.parametrize(
    "sentence",
    [
        "非政府信息、信息不存在8件。",  # one number for more than the table knows
        "公文公开属性审核中，主动公开30件、依申请公开类2件、不予公开5件。",
        "其他情形9件。",
        "各类不予公开信息目录300条。",
        "行政机关在公开前删除个人隐私信息35条。",
        "审核拟公开信息500条，其中涉及国家秘密2条、商业秘密1条不予公开。",
        "予以公开占比较高。",
    ],
)
def test_words_that_count_something_else_are_bound_to_nothing(sentence: str) -> None:
    assert not any(one.cells for one in bound(sentence))
    found = check_prose([("一", LEAD + sentence)], TABLES, 2025)
    assert not [finding for finding in found if finding.severity != "info"]


def test_without_a_word_about_requests_nothing_is_an_outcome() -> None:
    assert check_prose([("一", "全年审查信息，不予公开5件。")], TABLES, 2025) == []
