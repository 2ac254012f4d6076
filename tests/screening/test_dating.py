"""已废止的法律: 民法通则、合同法 are right in what is older than 民法典 (in force from 1 January 2021)."""

from datetime import date

import pytest

from gongkai.screening.checking import screen
from gongkai.screening.dating import day_of, days_in, days_of_laws, years_in
from gongkai.screening.materials import Material
from gongkai.screening.setting import Setting

TODAY = date(2026, 3, 9)
SALES = (
    "最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释",
    "（2012年3月31日最高人民法院审判委员会第1545次会议通过）",
    "根据《中华人民共和国民法通则》《中华人民共和国合同法》等法律的规定，结合审判实践，制定本解释。",
    "第一条　对方当事人以交付为由主张存在买卖合同关系的，依照《中华人民共和国合同法》认定。",
    "第二条　本解释自2012年7月1日起施行。",
)
NOTICE = "各单位应当按照《合同法》签订采购合同。"


def document(*lines: str) -> Material:
    material = Material("测试")
    for number, line in enumerate(lines, 1):
        material.add(line, f"body:{number}")
    return material


def repealed(*lines: str, formed: date | None = None, published: date | None = None) -> list[int]:
    """Return the numbers, from 1, of the lines in which a repealed law is found."""
    hits = screen(document(*lines), Setting(TODAY, formed_on=formed, published_on=published))
    return sorted({hit.passage + 1 for hit in hits if hit.suggestion == "应为：民法典"})


# --- the day of the document --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formed", "published", "found"),
    [
        (date(2020, 12, 31), None, []),
        (date(2021, 1, 1), None, [1]),
        (date(2026, 3, 9), date(2019, 6, 3), [1]),  # published first in 2019, written anew
        (None, date(2019, 6, 3), []),
        (None, date(2026, 3, 9), [1]),
        (None, None, [1]),
    ],
)
def test_the_day_that_is_given_decides(formed: date | None, published: date | None, found: list[int]) -> None:
    assert repealed(NOTICE, formed=formed, published=published) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((NOTICE, "2018年5月3日"), []),
        ((NOTICE, "（二〇一八年五月三日）"), []),
        ((NOTICE, "二○一八年十二月二十日"), []),
        ((NOTICE, "2016年5月3日", "附件：2016—2020年工作计划"), []),
        ((NOTICE, "2024年5月3日"), [1]),
        (("海人社发〔2024〕5号", NOTICE, "附件", "2018年5月3日"), [2]),
        ((NOTICE, "2026年4月1日起办理。", "附表样（旧）", "2018年5月3日"), [1]),
        ((NOTICE, "2018年5月3日开会。"), [1]),
        ((NOTICE, "2018年13月3日"), [1]),
    ],
)
def test_without_one_the_document_tells_its_own(lines: tuple[str, ...], found: list[int]) -> None:
    assert repealed(*lines) == found


def test_what_is_given_goes_before_what_the_document_tells() -> None:
    assert repealed(NOTICE, "2018年5月3日", formed=date(2024, 5, 3)) == [1]


def test_a_document_without_a_line_for_its_day_has_none() -> None:
    assert day_of(document(NOTICE)) is None
    assert day_of(document("2018年5月3日", "2019年1月2日")) == date(2019, 1, 2)
    assert day_of(document("2018年5月3日", "到2020年完成。")) == date(2020, 1, 1)


# --- the text of a law --------------------------------------------------------------------------------------


def test_an_older_law_keeps_the_names_of_its_time() -> None:
    assert repealed(*SALES) == repealed(*SALES, formed=date(2026, 3, 9)) == []


def test_what_a_new_notice_says_before_and_behind_such_a_law_counts() -> None:
    lines = (NOTICE, *SALES, NOTICE)

    assert repealed(*lines, formed=date(2026, 3, 9)) == [1, 7]


@pytest.mark.parametrize("last", ["附件：采购合同样式", "2026年3月9日"])
def test_a_law_without_its_last_article_ends_where_something_else_begins(last: str) -> None:
    lines = (*SALES[:4], last, NOTICE)

    assert repealed(*lines, formed=date(2026, 3, 9)) == [6]


def test_a_law_that_was_changed_later_is_of_its_last_version() -> None:
    changed = "（2012年3月31日审判委员会第1545次会议通过，2020年12月23日修正，2021年1月1日施行）"
    apart = ("2012年3月31日 最高人民法院审判委员会第1545次会议通过", "2023年12月5日 最高人民法院公布")

    assert repealed(SALES[0], changed, *SALES[2:]) == [3, 4]
    assert repealed(SALES[0], *apart, *SALES[2:]) == [4, 5]
    assert repealed(SALES[0], apart[0], *SALES[2:]) == []


def test_a_line_that_only_looks_like_that_of_a_law_begins_none() -> None:
    passed = "（2012年3月31日经局务会议通过）"

    assert repealed(passed, "一、总体要求", NOTICE) == [3]
    assert repealed("2012年3月31日，我局开会，审议通过", "第一条　" + NOTICE) == [2]
    assert days_of_laws(document("（2012年13月41日通过）", "第一条　总则")) == {}
    assert days_of_laws(document("（2012年3月31日通过）", "一、总体要求")) == {}


# --- what is cited ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "《关于适用〈中华人民共和国合同法〉若干问题的解释（一）》（法释〔1999〕19号）仍可参照。",
        "适用范围见《贯彻合同法实施意见》（海人社发〔2019〕5号）。",
        "海人社发〔2019〕5号《关于贯彻实施合同法的通知》。",
        "（2019）海01民初12号《合同法纠纷案件判决书》",
        "1999-10-01施行的《合同法》",
        "一九八六年通过的《民法通则》",
        "双方于2018年6月1日在本市签订租赁合同，约定租期五年，租金按季度支付，违约责任适用《合同法》的规定。",
        "民法典施行以前的事项适用《合同法》。",
    ],
)
def test_what_is_cited_of_an_earlier_day_is_right(said: str) -> None:
    assert repealed(said, formed=date(2026, 3, 9)) == []


@pytest.mark.parametrize(
    "said",
    [
        NOTICE,
        "根据《合同法》和《档案管理办法》（海财发〔2018〕3号），现就有关事项通知如下。",
        "《关于贯彻合同法的通知》（海人社发〔2024〕5号）",
        "海人社发〔2024〕5号《关于贯彻实施合同法的通知》。",
        "双方于2018年6月1日签订租赁合同，2024年6月1日续签，租金按季度支付，违约责任适用《合同法》的规定。",
        "甲公司于2018年6月1日设立，主营建筑材料的销售和运输，应当与职工、客户按照《合同法》订立书面合同。",
        "2018年6月1日签订的租赁合同已经履行完毕。今后的租赁一律按照《合同法》办理。",
        "按照《民法通则》承担民事责任。",
    ],
)
def test_what_is_said_today_is_still_found(said: str) -> None:
    assert repealed(said, formed=date(2026, 3, 9)) == [1]


def test_days_and_years_are_read_in_every_form() -> None:
    assert days_in("2018年5月3日、2018-05-03、2018.5.3、二〇一八年五月三日、二零一八年十月三十一日") == [
        *(date(2018, 5, 3),) * 4,
        date(2018, 10, 31),
    ]
    assert days_in("2018年2月30日") == []
    assert years_in("一九九九年，2018年，2019-01-02，第2018号") == [1999, 2018, 2019]
