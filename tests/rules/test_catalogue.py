"""The five blocks and the statutory tree (条例第十二条、第二十条、第二十一条)."""

from gongkai.rules.catalogue import blocks, topics, topics_of


def test_the_blocks_stand_in_the_order_of_the_page() -> None:
    assert [block.title for block in blocks().values()] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开工作年度报告",
        "依申请公开",
    ]


def test_the_guide_must_hold_what_article_12_lists() -> None:
    required = {item.code for item in blocks()["guide"].requirements if item.basis == "条例第十二条"}

    assert required == {
        "classification",
        "arrangement",
        "ways",
        "office_name",
        "office_address",
        "office_hours",
        "office_phone",
        "office_fax",
        "office_internet",
    }


def test_article_20_has_fifteen_items_in_order() -> None:
    items = [topic for topic in topics().values() if topic.basis.startswith("条例第二十条")]

    assert [topic.code for topic in items] == [f"{number:02}" for number in range(1, 16)]
    assert items[0].basis == "条例第二十条第一项"
    assert items[-1].basis == "条例第二十条第十五项"


def test_article_21_adds_topics_by_level() -> None:
    added = {level: len(topics_of(level)) - 15 for level in ("province", "city", "county", "township")}

    assert added == {"province": 0, "city": 4, "county": 4, "township": 1}


def test_suggested_columns_have_addresses_of_their_own() -> None:
    slugs = [column.slug for topic in topics().values() for column in topic.columns]

    assert len(set(slugs)) == len(slugs)


def test_only_what_the_trade_seldom_has_is_left_without_columns() -> None:
    bare = {topic.code for topic in topics().values() if not topic.columns}

    assert bare == {topic.code for topic in topics().values() if topic.seldom}


def test_codes_fit_into_their_field() -> None:
    assert max(len(code) for code in topics()) <= 20
