"""What every search engine must do; the PostgreSQL engine is held to it where the database is PostgreSQL."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.search.embedded import EmbeddedEngine
from gongkai.search.engine import Document, Engine, SearchQuery
from gongkai.search.postgresql import PostgresqlEngine

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["tantivy", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "tantivy":
        return EmbeddedEngine(tmp_path / "index")
    if connection.vendor != "postgresql":
        pytest.skip("the database is not PostgreSQL")
    return PostgresqlEngine()


def document(item_id: int, title: str, text: str = "", **facts: Any) -> Document:
    usual = {"numbers": (), "body": 1, "column": 10, "kind": "other", "validity": ""}
    values: dict[str, Any] = {**usual, "published_on": date(2025, 3, 10), **facts}
    return Document(item_id=item_id, title=title, text=text, **values)


def put(engine: Engine, *documents: Document) -> None:
    with engine.writing() as index:
        index.add(documents)


def clear_and_fail(engine: Engine) -> None:
    with engine.writing() as index:
        index.clear()
        index.add([document(2, "就业公告")])
        raise OSError("disk")


def found(engine: Engine, text: str, **facts: Any) -> list[int]:
    return [hit.item_id for hit in engine.query(SearchQuery(text, **facts)).hits]


def test_a_word_inside_a_sentence_is_found(engine: Engine) -> None:
    put(engine, document(1, "关于做好失业保险稳岗返还工作的通知"), document(2, "职称评审办法"))

    assert found(engine, "稳岗返还") == [1]
    assert found(engine, "失业保险") == [1]


def test_words_that_only_share_characters_are_not_found(engine: Engine) -> None:
    put(engine, document(1, "网上海量信息"), document(2, "水力发电梯级开发"), document(3, "上海电梯"))

    assert found(engine, "上海") == [3]
    assert found(engine, "电梯") == [3]


def test_a_title_counts_more_than_the_text(engine: Engine) -> None:
    text = "本通知所称工伤认定，由社会保险行政部门办理。" * 3
    put(engine, document(1, "有关事项的通知", text), document(2, "工伤认定办事指南", "请到窗口办理。"))

    assert found(engine, "工伤认定") == [2, 1]


def test_all_words_are_needed_while_some_item_has_them(engine: Engine) -> None:
    put(engine, document(1, "失业保险金申领"), document(2, "养老保险转移"), document(3, "养老金申领"))

    answer = engine.query(SearchQuery("养老 转移"))

    assert [hit.item_id for hit in answer.hits] == [2]
    assert not answer.loosened


def test_what_has_most_of_the_words_does_when_no_item_has_all(engine: Engine) -> None:
    put(engine, document(1, "失业保险金申领"), document(2, "图书馆开放时间"))

    answer = engine.query(SearchQuery("失业 申领 加急"))

    assert [hit.item_id for hit in answer.hits] == [1]
    assert answer.loosened
    assert answer.unknown == ("加急",)


def test_of_some_of_the_words_the_rare_ones_count_most(engine: Engine) -> None:
    put(engine, *(document(key, "申领指南", "材料") for key in range(1, 21)))
    put(engine, document(30, "尘肺病救助", "材料"), document(31, "尘肺病救助公告"))

    answer = engine.query(SearchQuery("尘肺病 材料 申领"))

    assert [hit.item_id for hit in answer.hits][:2] == [30, 31]
    assert answer.loosened
    assert answer.facets["year"] == {"2025": answer.total}


def test_some_of_the_words_in_a_title_go_before_the_same_in_a_text(engine: Engine) -> None:
    put(engine, document(1, "海岛服务", "通告"), document(2, "公告", "海岛服务"))

    assert found(engine, "海岛 服务 航线") == [1, 2]


def test_what_is_chosen_narrows_what_has_some_of_the_words(engine: Engine) -> None:
    put(engine, document(1, "海岛服务"), document(2, "海岛服务", published_on=date(2024, 5, 6)))

    answer = engine.query(SearchQuery("海岛 服务 航线", year=2024))

    assert ([hit.item_id for hit in answer.hits], answer.total) == ([2], 1)
    assert answer.facets["year"] == {"2025": 1, "2024": 1}
    assert found(engine, "海岛 服务 航线", sort="date") == [1, 2]
    assert found(engine, "海岛 服务 航线", limit=1, offset=1) == [2]


def test_what_no_longer_holds_is_not_among_what_has_some_of_the_words(engine: Engine) -> None:
    put(engine, document(1, "海岛服务办法", validity="repealed"), document(2, "海岛办法"))

    assert found(engine, "海岛 服务 航线", holding_on=date(2026, 1, 1)) == [2]


def test_everyday_words_find_what_documents_call_otherwise(engine: Engine) -> None:
    put(
        engine,
        document(1, "新就业形态劳动者职业伤害保障办法"),
        document(2, "劳动合同示范文本"),
        document(3, "高温津贴发放通告"),
    )

    assert found(engine, "跑外卖出了事故谁赔") == [1]
    assert found(engine, "热天干活有没有补贴")[0] == 3


def test_wider_words_do_not_dilute_what_has_all_the_words(engine: Engine) -> None:
    put(engine, document(1, "困难职工补助"), document(2, "困难职工津贴"), document(3, "职工补贴"))

    assert found(engine, "困难职工 补助") == [1]
    assert sorted(found(engine, "困难职工 补助 航线")) == [1, 2]


def test_a_passage_in_quotes_is_never_left_out(engine: Engine) -> None:
    put(engine, document(1, "劳动关系认定"), document(2, "不改变劳动关系"))

    assert found(engine, "“不改变劳动关系” 航线 认定") == [2]
    assert found(engine, "“航线认定” 劳动关系") == []


def test_a_measure_may_be_left_out(engine: Engine) -> None:
    put(engine, document(1, "退休年龄对照"))

    assert found(engine, "满50岁可以退休吗") == [1]
    assert found(engine, "退休 50") == []


def test_whether_anything_has_all_the_words_whatever_they_are_narrowed_to(engine: Engine) -> None:
    put(engine, document(1, "失业保险金申领", "“就业”"), document(2, "图书馆开放时间", body=2))

    assert engine.has_any(SearchQuery("失业 申领", year=1999, holding_on=date(2026, 1, 1)))
    assert engine.has_any(SearchQuery("“保险金申领”"))
    assert not engine.has_any(SearchQuery("失业 图书馆"))
    assert not engine.has_any(SearchQuery("图书馆", bodies=(1,)))
    assert not engine.has_any(SearchQuery("……"))


def test_a_number_that_was_asked_for_is_never_left_out(engine: Engine) -> None:
    put(engine, document(1, "海人社发文件第3号"), document(2, "海人社发文件第12号"))

    assert found(engine, "海人社发〔2025〕12号") == []
    assert found(engine, "蓝鲸 文件 12") == [2]


def test_a_natural_question_is_understood(engine: Engine) -> None:
    put(engine, document(1, "失业保险金申领指南"), document(2, "如何办理就业登记"))

    assert found(engine, "怎么领失业金？") == [1]


def test_social_insurance_by_its_short_name(engine: Engine) -> None:
    put(engine, document(1, "社会保险参保登记"), document(2, "社保缴费基数公布"))

    assert sorted(found(engine, "社保")) == [1, 2]


def test_traditional_and_full_width_forms_are_the_same(engine: Engine) -> None:
    put(engine, document(1, "政务公开工作要点（ＡＢＣ１２）"))

    assert found(engine, "政務公開") == [1]
    assert found(engine, "abc12") == [1]


@pytest.mark.parametrize(
    "asked", ["海人社发〔2025〕12号", "海人社发[2025]12号", "海人社发（2025）12号", "海人社发 2025 12号"]
)
def test_a_document_number_in_any_brackets_comes_first(engine: Engine, asked: str) -> None:
    put(
        engine,
        document(1, "关于印发办法的通知", "根据海人社发〔2025〕12号文件，海人社发〔2025〕12号规定。"),
        document(2, "办法", "全文如下。", numbers=("海人社发〔2025〕12号",)),
    )

    assert found(engine, asked)[0] == 2


@pytest.mark.parametrize("asked", ["人社发〔2025〕12号", "〔2025〕12号", "2025年第12号"])
def test_a_document_is_found_by_part_of_its_number(engine: Engine, asked: str) -> None:
    put(engine, document(1, "办法", numbers=("海人社发〔2025〕12号",)), document(2, "办法", "共12页"))

    assert found(engine, asked) == [1]


def test_an_index_number_is_found(engine: Engine) -> None:
    put(engine, document(1, "通知", numbers=("11320900000000002W/2025-00001",)), document(2, "通知"))

    assert found(engine, "11320900000000002W/2025-00001") == [1]


def test_a_phrase_is_found_as_written(engine: Engine) -> None:
    put(
        engine,
        document(1, "甲", "依照政府信息公开条例办理"),
        document(2, "乙", "条例规定，信息应当公开，政府负责"),
        document(3, "丙", "信息公开工作"),
    )

    assert found(engine, "“信息公开条例”") == [1]
    assert found(engine, '"开条"') == [1]
    assert sorted(found(engine, "“公”")) == [1, 2, 3]


def test_letters_that_stand_side_by_side_only_two_by_two_are_no_phrase(engine: Engine) -> None:
    put(engine, document(1, "甲", "稳岗返还"), document(2, "乙", "稳岗，岗返，返还"))

    assert found(engine, "“稳岗返还”") == [1]


def test_a_synonym_is_looked_for_unless_the_words_alone_are_wanted(engine: Engine) -> None:
    put(engine, document(1, "失业保险金申领指南"), document(2, "失业金发放"), document(3, "零工市场"))

    assert sorted(found(engine, "失业金")) == [1, 2]
    assert found(engine, "失业金", literal=True) == [2]
    assert found(engine, "阳光驿站", synonyms=(("阳光驿站", ("零工市场",)),)) == [3]


def test_a_name_that_no_dictionary_knows_must_stand_together(engine: Engine) -> None:
    put(engine, document(1, "拟聘用人员公示", "禤锶晗"), document(2, "公示", "锶 某 禤 某 晗"))

    assert found(engine, "禤锶晗") == [1]


def test_narrowed_by_every_facet(engine: Engine) -> None:
    put(
        engine,
        document(1, "就业通知", body=1, column=10, kind="normative_document", validity="in_force"),
        document(2, "就业通知", body=2, column=11, published_on=date(2024, 12, 31)),
        document(3, "就业通知", body=1, column=12, validity="repealed"),
    )

    assert found(engine, "就业", bodies=(2,)) == [2]
    assert sorted(found(engine, "就业", columns=(10, 12))) == [1, 3]
    assert found(engine, "就业", year=2024) == [2]
    assert found(engine, "就业", kind="normative_document") == [1]
    assert found(engine, "就业", validity="repealed") == [3]


def test_only_what_is_in_force(engine: Engine) -> None:
    put(
        engine,
        document(1, "补贴办法", validity="in_force"),
        document(2, "补贴办法", validity="in_force", ceased_on=date(2026, 1, 1)),
        document(3, "补贴办法", validity="in_force", ceased_on=date(2026, 1, 2)),
        document(4, "补贴办法", validity="repealed"),
    )

    assert sorted(found(engine, "补贴", in_force_on=date(2026, 1, 1))) == [1, 3]


def test_what_no_longer_holds_is_left_out_and_counted(engine: Engine) -> None:
    put(
        engine,
        document(1, "补贴办法", validity="in_force"),
        document(2, "补贴办法", validity="in_force", ceased_on=date(2026, 1, 1)),
        document(3, "补贴办法", validity="repealed"),
        document(4, "补贴办法", validity="lapsed"),
        document(5, "补贴公示"),
    )

    answer = engine.query(SearchQuery("补贴", holding_on=date(2026, 1, 1)))

    assert sorted(hit.item_id for hit in answer.hits) == [1, 5]
    assert (answer.total, answer.hidden) == (2, 3)
    assert answer.facets["validity"] == {"in_force": 2, "repealed": 1, "lapsed": 1}


def test_facets_count_all_that_was_found_not_only_the_page(engine: Engine) -> None:
    put(engine, *(document(key, "招聘公告", column=10 + key % 2) for key in range(1, 8)))
    put(engine, document(9, "招聘公告", body=2, column=12, published_on=date(2024, 5, 6), topic="就业"))

    answer = engine.query(SearchQuery("招聘", limit=2))

    assert answer.total == 8
    assert len(answer.hits) == 2
    assert answer.facets["column"] == {"11": 4, "10": 3, "12": 1}
    assert answer.facets["year"] == {"2025": 7, "2024": 1}
    assert answer.facets["body"] == {"1": 7, "2": 1}
    assert answer.facets["topic"] == {"就业": 1}
    assert answer.facets["validity"] == {}


def test_a_facet_counts_what_another_choice_in_it_would_find(engine: Engine) -> None:
    put(
        engine,
        document(1, "招聘公告", column=10),
        document(2, "招聘公告", column=11),
        document(3, "招聘公告", column=11, published_on=date(2024, 5, 6)),
        document(4, "招聘公告", column=12, published_on=date(2023, 5, 6), topic="就业"),
    )

    answer = engine.query(SearchQuery("招聘", year=2025, columns=(11, 12)))

    assert answer.total == 1
    assert answer.facets["year"] == {"2025": 1, "2024": 1, "2023": 1}  # in these columns
    assert answer.facets["column"] == {"10": 1, "11": 1}  # in this year
    assert answer.facets["topic"] == {}


def test_by_date_the_newest_first_and_always_in_the_same_order(engine: Engine) -> None:
    put(engine, *(document(key, "公告", published_on=date(2025, 3, 1 + key // 3)) for key in range(1, 10)))

    first = found(engine, "公告", sort="date", limit=5)
    second = found(engine, "公告", sort="date", limit=5, offset=5)

    assert [*first, *second] == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_without_words_everything_by_date(engine: Engine) -> None:
    put(engine, document(1, "甲", published_on=date(2024, 1, 2)), document(2, "乙"))

    assert found(engine, "") == [2, 1]
    assert found(engine, "   ", year=2024) == [1]


@pytest.mark.parametrize(
    "asked", ["蓝鲸迁徙", "???", "()", "*", "a:b AND (", '"', "'; DROP TABLE x; --", "\\", "\0", "“”"]
)
def test_what_is_not_there_is_an_empty_answer(engine: Engine, asked: str) -> None:
    put(engine, document(1, "就业通知"))

    answer = engine.query(SearchQuery(asked))

    assert (answer.total, answer.hits) == (0, ())


def test_an_index_that_nobody_wrote_yet_holds_nothing(engine: Engine) -> None:
    assert engine.query(SearchQuery("就业")).total == 0
    assert engine.count() == 0
    assert not engine.is_ready()


def test_putting_in_again_replaces(engine: Engine) -> None:
    put(engine, document(1, "旧标题"))
    put(engine, document(1, "新名称"))

    assert found(engine, "旧标题") == []
    assert found(engine, "新名称") == [1]
    assert engine.count() == 1


def test_what_was_taken_out_is_gone(engine: Engine) -> None:
    put(engine, document(1, "就业通知"), document(2, "就业公告"))

    with engine.writing() as index:
        index.remove([1, 77])

    assert found(engine, "就业") == [2]


def test_a_writing_that_fails_leaves_nothing(engine: Engine) -> None:
    put(engine, document(1, "就业通知"))

    with pytest.raises(OSError, match="disk"):
        clear_and_fail(engine)

    assert found(engine, "就业") == [1]


@given(text=st.text(max_size=40) | st.text("失业保险〔〕()“”\"'&|!:*<>\\ 2025年第12号\0abc", max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_it(engine: Engine, text: str) -> None:
    if not engine.is_ready():
        put(engine, document(1, "失业保险〔2025〕12号", "第12号", numbers=("海人社发〔2025〕12号",)))

    answer = engine.query(SearchQuery(text, holding_on=date(2026, 1, 1), synonyms=(("失业", ("待业",)),)))

    assert answer.total in (0, 1)


def test_an_endless_word_and_an_endless_question_do_no_harm(engine: Engine) -> None:
    put(engine, document(1, "附件", "x" * 100_000), document(2, "就业"))

    assert found(engine, "就业" * 5_000) == [2]
    assert found(engine, "x" * 64) == [1]


def test_an_item_counts_in_every_column_that_lists_it(engine: Engine) -> None:
    put(engine, document(1, "就业公告", column=10, further=(20, 30)), document(2, "就业通知", column=20))

    answer = engine.query(SearchQuery("就业"))

    assert answer.facets["column"] == {"10": 1, "20": 2, "30": 1}
    assert found(engine, "就业", columns=(30,)) == [1]
    assert sorted(found(engine, "就业", columns=(20,))) == [1, 2]
    assert found(engine, "就业", columns=(40,)) == []
