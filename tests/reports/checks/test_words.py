"""正文：与表格、与上年、与彼此核对；沿用的旧文字和不该有的姓名都要指出。"""

from datetime import date
from typing import Any

import pytest

from gongkai.reports.checks import Finding, Texts, check_prose, check_words, read_quantities
from gongkai.reports.checks.stale import check_empty, copied_share
from gongkai.rules import formats
from gongkai.screening.setting import Setting

HEADING = "三、收到和处理政府信息公开申请情况"
SUITS = "四、政府信息公开行政复议、行政诉讼情况"


def requests(**totals: int | None) -> dict[str, Any]:
    rows = {"new": 34, "carried_in": 2, "total": 35, "carried_out": 1, "granted": 9} | totals
    return {"requests": {row: {"natural_person": None, "total": total} for row, total in rows.items()}}


def remedies(**cells: int) -> dict[str, Any]:
    return {"remedies": {"count": cells}}


def rules_of(found: list[Finding]) -> list[str]:
    return [one.rule for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "全年新收政府信息公开申请43件。",
        "全年收到43件政府信息公开申请。",
        "全年收到四十三件政府信息公开申请。",
        "办结政府信息公开申请43件。",
        "政府信息公开申请中予以公开43件。",
        "上年结转政府信息公开申请43件。",
        "结转下年度继续办理43件。",
    ],
)
def test_a_count_that_differs_is_told_with_its_place(text: str) -> None:
    (finding,) = check_prose([(HEADING, text)], requests(), 2025)

    assert (finding.rule, finding.severity, finding.found) == ("T1", "warning", 43)
    assert finding.where.section == HEADING
    start, end = finding.where.span or (0, 0)
    assert text[start:end] in ("43件", "四十三件")


def test_each_quantity_is_bound_to_a_cell_to_a_sum_or_to_nothing() -> None:
    tables = requests() | {"requests": requests()["requests"] | {"denied_process": {"total": 2}}}
    text = "收到政府信息公开申请36件，予以公开9件，发布微信1700余条。"

    sum_, cell, nothing = read_quantities([(HEADING, text)], tables, 2025)

    assert sum_.cells == (("requests", "new", "total"), ("requests", "carried_in", "total"))
    assert cell.cells == (("requests", "granted", "total"),)
    assert (nothing.cells, nothing.agrees) == ((), None)
    assert nothing.as_dict()["why"] == "正文里的这个数在统计表中没有对应的格"


def test_the_office_alone_is_not_the_whole_district() -> None:
    text = "区政府办代表区政府受理政府信息公开申请17件。"

    (bound,) = read_quantities([("", text)], requests(new=95), 2025, "测试区人民政府")

    assert bound.agrees is None
    assert check_prose(text, requests(new=95), 2025) == []


def test_the_whole_city_is_what_a_city_reports_and_not_what_a_bureau_does() -> None:
    text = "全市共收到政府信息公开申请3000件。"

    assert check_prose(text, requests(), 2025, body="测试市人力资源和社会保障局") == []
    assert rules_of(check_prose(text, requests(), 2025, body="测试市人民政府")) == ["T1"]


def test_suits_of_a_city_given_by_kind_and_result() -> None:
    names = ("upheld", "corrected", "other", "pending", "total")
    direct = dict(zip((f"direct_suit_{name}" for name in names), (13, 4, 8, 1, 26), strict=True))
    after = dict(zip((f"suit_after_review_{name}" for name in names), (12, 1, 1, 6, 20), strict=True))
    good = "政府信息公开行政诉讼46件，其中结果维持25件、结果纠正5件、其他结果9件、尚未审结7件。"

    assert check_prose([(SUITS, good)], remedies(**direct, **after), 2024) == []
    (finding,) = check_prose([(SUITS, good.replace("5件、", "6件、"))], remedies(**direct, **after), 2024)[:1]
    assert (finding.rule, finding.expected, finding.found) == ("T1", 25, 26)


def test_a_result_beside_its_count_is_not_the_total() -> None:
    text = "政府信息公开行政复议有1件被纠正，答复的规范性有待提高。"

    (bound,) = read_quantities([(SUITS, text)], remedies(review_total=4, review_corrected=1), 2025)

    assert bound.cells == (("remedies", "count", "review_corrected"),)
    assert bound.agrees


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2025年度未收到依申请公开事项。", "T1"),
        ("本年度未收到政府信息公开申请。", "T1"),
        ("所有申请均已按要求办理完成。", "T1"),
        ("本年度未发生因政府信息公开被纠正的情况。", None),
        ("2024年度未收到政府信息公开申请。", None),
    ],
)
def test_nothing_is_a_number_too(text: str, rule: str | None) -> None:
    assert rules_of(check_prose(text, requests(), 2025)) == ([rule] if rule else [])


def test_a_cumulative_count_stands_in_its_own_column() -> None:
    tables = {"statistics": {"proactive_items": {"year": 626, "cumulative": 2027}}}
    text = "2017年度，主动公开政府信息733条。历年累计主动公开政府信息2027条。"

    (finding,) = check_prose(text, tables, 2017)

    assert (finding.expected, finding.found, finding.where.column) == (626, 733, "year")


def test_the_shares_of_the_report_of_2018() -> None:
    text = (
        "2018年,我局主动公开政府信息46条,全文电子化率为100%。其中,机构职能类信息0条,;"
        "政策、规范性文件类信息 0 条,占0 %;"
        "行政许可类信息3条,占7.2%;为民办实事类信息20条,占48%;社会保障就业类信息 14条,占31%;其他类信息9条。"
    )

    found = check_prose(text, {}, 2018)

    assert [(one.rule, one.found, one.expected) for one in found] == [
        ("T2", 7.2, 6.5),
        ("T2", 48, 43.5),
        ("T2", 31, 30.4),
    ]


@pytest.mark.parametrize("share", ["6.5%", "6.52%", "6%", "7%"])
def test_a_share_may_be_rounded_or_cut_off(share: str) -> None:
    assert check_prose(f"公开信息46条，其中许可类3条，占{share}；服务类43条。", {}, 2018) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请34件，同比增长13.3%。", None),
        ("收到政府信息公开申请34件，同比增长15%。", 13.3),
        ("收到政府信息公开申请34件，比上年减少4件。", 4),
        ("收到政府信息公开申请34件，比上年增加4件，增长13.3%。", None),
        ("收到政府信息公开申请34件，比上年增加4件，增长11.8%。", 13.3),
    ],
)
def test_growth_against_the_year_before(text: str, expected: float | None) -> None:
    found = check_prose(text, requests(), 2025, requests(new=30))

    assert [one.expected for one in found] == ([expected] if expected else [])
    assert rules_of(found) == (["T2"] if expected else [])


def test_growth_from_the_numbers_of_the_sentence_alone() -> None:
    text = "2024年公开信息30条，2025年公开信息34条，增长20%。"

    (finding,) = check_prose(text, {}, 2025)

    assert (finding.rule, finding.expected) == ("T2", 13.3)


def test_categories_that_do_not_add_up_to_the_whole() -> None:
    text = (
        "2019年度，主动公开政府信息475条。历年累计主动公开政府信息2979条。"
        "其中公示公告类159条，解读类3条，资金类7条，环境类136条，征地类62条，出让类34条，处罚类12条。"
    )

    (finding,) = check_prose(text, {}, 2019)

    assert (finding.rule, finding.severity, finding.expected, finding.found) == ("T3", "warning", 475, 413)


def test_about_so_many_are_only_told() -> None:
    text = "公开政务信息1245余条。其中就业创业710余条；社会保障300余条；人事人才140条。"

    (finding,) = check_prose(text, {}, 2020)

    assert (finding.rule, finding.severity, finding.found) == ("T3", "info", 1150)


def test_examples_without_numbers_need_not_add_up() -> None:
    assert check_prose("发布信息393件，其中包括：规范性文件13件；年度预算；规划2件。", {}, 2024) == []


def words(text: str, year: int = 2025, body: str | None = None, **more: Any) -> list[Finding]:
    return check_words(Texts([("一、总体情况", text)], year, body, **more), {})


def test_the_year_before_in_the_words_of_this_one() -> None:
    (finding,) = words("2024年制作、获取政府信息总数467条，其中主动公开政府信息467条。")

    assert (finding.rule, finding.expected, finding.found) == ("Y1", 2025, 2024)
    assert words("2025年公开53条，比2024年的50条增加3条。") == []


def test_the_guide_of_another_body() -> None:
    (finding,) = words("编制了《平潭县经贸局政府信息公开指南》。", 2009, "平潭县财政局")

    assert finding.rule == "Y1"
    assert "平潭县财政局" in finding.message
    assert words("编制了《县财政局政府信息公开指南》。", 2009, "平潭县财政局") == []


def test_sentences_with_numbers_that_stood_there_last_year() -> None:
    sentence = "全年举办政府信息公开业务培训3次，培训各科室工作人员120人次。"
    before = [("一、总体情况", sentence)]

    (finding,) = words(sentence, before=before)

    assert finding.rule == "Y1"
    assert copied_share([("", sentence)], before) == (1, 1)


def test_a_problems_section_that_only_says_none() -> None:
    heading = "五、存在的主要问题及改进情况"
    report_format = formats.load("y2021")

    (finding,) = check_empty([(heading, "无。")], report_format)
    (short,) = check_empty([(heading, "基本没有问题。")], report_format)

    assert (finding.severity, short.severity) == ("warning", "info")
    assert (
        check_empty([(heading, "存在的主要问题：一是解读不够丰富。改进情况：加强培训。")], report_format)
        == []
    )


def test_the_names_of_requesters_in_the_report_of_2015() -> None:
    text = "2015年受理海城第九中学李晓梅、东江省临江市王国成、海城市陈福安的信息公开申请,及时答复。"

    (finding,) = words(text, 2015)

    assert (finding.rule, finding.severity, finding.found) == ("P1", "error", 3)
    assert "李晓梅" not in finding.message
    assert text[slice(*(finding.where.span or (0, 0)))].startswith("李晓梅")


@pytest.mark.parametrize(
    "text",
    [
        "2025年受理公民、法人和其他组织的政府信息公开申请。",
        "2025年收到安徽省黄山区的信息公开申请。",
        "2025年受理市民王某某的信息公开申请。",
        "2025年收到李宁公司的信息公开申请。",
    ],
)
def test_who_asked_in_general_is_no_name(text: str) -> None:
    assert words(text) == []


def test_a_number_that_leads_to_a_person() -> None:
    found = words("申请人联系电话13912345678，已答复。")
    checked = check_words(
        Texts([("一、总体情况", "申请人联系电话13912345678。")], 2025),
        {},
        setting=Setting(today=date(2026, 1, 5)),
    )

    assert rules_of(found) == rules_of(checked) == ["P1"]
    assert "13912345678" not in found[0].message
