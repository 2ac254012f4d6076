"""暂定: a last day in a year without its arrangement says so wherever it is written."""

from datetime import date

from gongkai.design.words import cn_due

LAST = date(2027, 1, 5)


def test_a_provisional_day_says_so() -> None:
    assert cn_due(LAST, True) == "2027年1月5日（暂定）"
    assert cn_due(LAST, False) == "2027年1月5日"
    assert cn_due(None, True) == ""
