"""体裁、主题分类、主题词: what is shipped, and that every word leads somewhere."""

from gongkai.rules.subjects import subjects


def test_the_fifteen_kinds_of_documents_are_known() -> None:
    kinds = {"决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复"}

    assert {*kinds, "议案", "函", "纪要"} <= set(subjects().genres)


def test_every_topic_has_two_levels_and_words() -> None:
    for topic in subjects().topics:
        assert topic.label.count("\\") == 1
        assert len(topic.label) <= 60
        assert topic.words


def test_no_word_belongs_to_two_topics() -> None:
    words = [word for topic in subjects().topics for word in topic.words]

    assert len(words) == len(set(words))
