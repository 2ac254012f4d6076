"""正文里的数与表格、与彼此是否一致。"""

from typing import Any

import pytest

from gongkai.reports.checks import check_prose


def make_tables(**rows: dict[str, int]) -> dict[str, Any]:
    return {
        "requests": {
            row: rows.get(row, {"total": 0}) for row in ("new", "carried_in", "total", "carried_out")
        },
        "remedies": {"count": rows.get("count", {})},
        "proactive": {"normative_documents": rows.get("normative_documents", {})},
    }


@pytest.mark.parametrize(
    "prose",
    [
        "全年收到政府信息公开申请34件，上年结转政府信息公开申请2件，转下一年度办理答复的有1件。",
        "全年共办理依申请公开36件。",
        "2023年收到政府信息公开申请20件。",  # another year
        "区政府办代表区政府受理政府信息公开申请17件。",  # one office of the district
        "依申请公开信息数246条。",  # documents by class, not requests
        "办理行政复议案件120件。",  # not about disclosure
    ],
)
def test_prose_that_agrees_or_counts_something_else(prose: str) -> None:
    tables = make_tables(
        new={"total": 34}, carried_in={"total": 2}, total={"total": 35}, carried_out={"total": 1}
    )

    assert check_prose(prose, tables, 2024) == []


def test_a_count_of_requests_that_differs() -> None:
    (finding,) = check_prose("全年收到政府信息公开申请\n 43 件。", make_tables(new={"total": 34}), 2024)

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("T1", "warning", 34, 43)
    assert finding.where.row == "new"


def test_a_count_in_characters_is_a_count() -> None:
    tables = make_tables(normative_documents={"issued": 0})

    (finding,) = check_prose("2023年，我局出台四项规范性文件。", tables, 2023)

    assert (finding.rule, finding.found) == ("T1", 4)


def test_suits_may_be_given_by_kind_or_together() -> None:
    count = {"review_total": 1, "direct_suit_total": 26, "suit_after_review_total": 20}
    tables = make_tables(count=count)

    assert check_prose("因政府信息公开引起的行政诉讼46件。", tables, 2024) == []
    (finding,) = check_prose("因政府信息公开引起的行政诉讼45件。", tables, 2024)
    assert (finding.rule, finding.expected) == ("T1", 46)


def test_parts_with_a_remainder_add_up_to_the_whole() -> None:
    good = "全年公开政府信息共53条，其中：减税降费1条，预决算13条，其他39条。"
    bad = "全年公开政府信息共228条，其中民生65条，教育144条，应急5条，其他12条。"

    assert check_prose(good, {}, 2025) == []
    (finding,) = check_prose(bad, {}, 2020)
    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("T3", "warning", 228, 226)


def test_a_list_inside_a_list_ends_at_the_semicolon() -> None:
    listed = "民生信息38条，包括{}条安全生产信息和2条救灾信息"
    prose = f"全年公开政府信息109条，其中预决算1条；处罚决定59条；{listed}；其他11条。"

    assert check_prose(prose.format(36), {}, 2024) == []
    (finding,) = check_prose(prose.format(46), {}, 2024)
    assert (finding.rule, finding.severity, finding.expected) == ("T3", "warning", 38)


def test_parts_that_need_not_be_all_are_no_warning() -> None:
    (finding,) = check_prose("办理提案共58件，其中主办件11件，协办件40件。", {}, 2020)

    assert (finding.rule, finding.severity) == ("T3", "info")


def test_brackets_inside_a_list_are_left_out() -> None:
    prose = "办理建议提案共58件，其中主办件11件（建议4件，提案7件），协办件47件，满意率100%。"

    assert check_prose(prose, {}, 2020) == []
