"""办理结果的说法: the heading of the table, the row, and the finer ground."""

import pytest

from gongkai.office.requests.outcome_words import outcome_words


@pytest.mark.parametrize(
    ("code", "flag", "words"),
    [
        ("granted", "", "予以公开"),
        ("partial", "", "部分公开"),
        ("denied_process", "", "不予公开：属于四类过程性信息"),
        ("denied_third_party", "trade_secret", "不予公开：保护第三方合法权益（涉及商业秘密）"),
        ("refused_repeat", "", "不予处理：重复申请"),
        ("", "", ""),
    ],
)
def test_an_outcome_is_said_by_the_headings_of_the_table(code: str, flag: str, words: str) -> None:
    assert outcome_words(code, flag) == words
