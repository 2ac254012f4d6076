"""What a result page shows: marked titles and passages, named facets, nothing that is not public."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from gongkai.publishing import actions
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.search.asking import question_of
from gongkai.search.engine import SearchQuery, engine
from gongkai.search.finding import find, query_for
from gongkai.search.indexing import is_complete, rebuild_index, update_index
from gongkai.search.passages import mark, passage_of, text_of
from tests.factories import make_body, make_column, make_item
from tests.publishing.staff import TODAY, make_staff

DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True, params=["tantivy", "postgresql"])
def engine_chosen(request: pytest.FixtureRequest, settings: Any) -> None:
    if request.param == "postgresql" and connection.vendor != "postgresql":
        pytest.skip("the database is not PostgreSQL")
    settings.GONGKAI_SEARCH = request.param


def passage(text: str, asked: str) -> str:
    return passage_of(text_of(InformationItem(plain_text=text)), question_of(asked).marked)


def test_words_are_marked_however_they_are_written() -> None:
    assert mark("關於穩崗返還的通知", question_of("稳岗返还").marked) == "關於<mark>穩崗返還</mark>的通知"
    assert mark("海人社发[2025]12号", question_of("“2025”").marked) == "海人社发[<mark>2025</mark>]12号"


def test_what_is_shown_is_escaped() -> None:
    assert mark("<b>稳岗</b>&", ("稳岗",)) == "&lt;b&gt;<mark>稳岗</mark>&lt;/b&gt;&amp;"


def test_the_passage_is_where_most_of_the_words_are() -> None:
    filler = "本办法自印发之日起施行。" * 30
    text = f"补贴。{filler}企业可以申请稳岗返还，补贴标准另行公布。{filler}"

    shown = passage(text, "稳岗返还 补贴标准")

    assert "<mark>稳岗返还</mark>" in shown
    assert "<mark>补贴标准</mark>" in shown or "<mark>补贴</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 260


def test_without_a_word_in_it_the_text_from_its_beginning() -> None:
    assert passage("第一段\n第二段", "蓝鲸") == "第一段 第二段"


@pytest.mark.django_db
def test_facets_have_names() -> None:
    city = make_body(short_name="海城市人社局")
    county = make_body(parent=city, short_name="东山县人社局")
    make_item(title="就业通知", column=make_column(body=city, name="就业"), published_on=DAY)
    make_item(title="就业通知", body=county, published_on=date(2026, 3, 10), formed_on=DAY)

    found = find(query_for("就业", body=city))

    assert found.total == 2
    assert [(value.label, value.count) for value in found.facets["year"]] == [("2026年", 1), ("2025年", 1)]
    assert {value.label for value in found.facets["body"]} == {"海城市人社局", "东山县人社局"}
    assert find(query_for("就业", body=county)).total == 1
    assert find(query_for("就业", body=city, below=False)).total == 1


@pytest.mark.django_db
def test_a_draft_is_not_found_nor_the_draft_of_a_live_item() -> None:
    staff = make_staff()
    staff.draft(title="蓝鲸迁徙通知")
    item = actions.amend_item(staff.published(title="旧标题"), by=staff.writer, on=TODAY)
    actions.save_draft(item, title="蓝鲸迁徙办法", by=staff.writer, on=TODAY)

    assert find(SearchQuery("蓝鲸")).total == 0
    assert find(SearchQuery("旧标题")).total == 1


@pytest.mark.django_db
def test_what_was_withdrawn_a_moment_ago_is_not_shown_though_the_index_has_it() -> None:
    item = make_item(published_on=DAY)
    InformationItem.objects.filter(pk=item.pk).update(live=False)

    assert find(SearchQuery("稳岗")).found == ()


@pytest.mark.django_db
def test_the_first_update_of_a_lost_index_fills_it() -> None:
    first, second = make_item(title="甲通知", published_on=DAY), make_item(title="乙通知", published_on=DAY)
    engine().start_anew()

    update_index([second.pk])

    assert {found.item.pk for found in find(SearchQuery("通知")).found} == {first.pk, second.pk}


@pytest.mark.django_db
def test_a_rebuild_holds_what_is_live_and_nothing_else() -> None:
    live, gone = make_item(title="甲通知", published_on=DAY), make_item(title="乙通知", published_on=DAY)
    InformationItem.objects.filter(pk=gone.pk).update(live=False)
    assert not is_complete()
    steps: list[tuple[int, int]] = []

    rebuild_index(lambda done, total: steps.append((done, total)))

    assert is_complete()
    assert [found.item for found in find(SearchQuery("通知")).found] == [live]
    assert steps == [(1, 1)]


def attach(item: InformationItem, name: str, text: str) -> Attachment:
    facts = {"size": 1, "content_type": "text/plain", "sha256": "0" * 64, "live": True}
    return Attachment.objects.create(item=item, file=name, name=name, text=text, **facts)


@pytest.mark.django_db
def test_the_file_that_has_what_the_page_lacks_is_named_with_its_passage() -> None:
    item = make_item(title="拟享受补贴名单公示", published_on=DAY)
    attach(item, "说明.txt", "填表说明")
    file = attach(item, "名单.txt", f"{'企业名称，人数。' * 60}海城蓝鲸造船有限公司，12人。")
    update_index([item.pk])

    [shown] = find(SearchQuery("补贴 蓝鲸造船")).found

    [named] = shown.files
    assert (named.pk, named.plain_name) == (file.pk, "名单.txt")
    assert "<mark>蓝鲸造船</mark>" in named.passage
    assert named.passage.startswith("…")


@pytest.mark.django_db
def test_a_file_is_not_named_when_the_page_says_it_all() -> None:
    item = make_item(title="蓝鲸造船补贴公示", published_on=DAY)
    attach(item, "名单.txt", "蓝鲸造船")
    attach(item, "蓝鲸造船.txt", "")
    update_index([item.pk])

    [shown] = find(SearchQuery("蓝鲸造船")).found

    assert [file.plain_name for file in shown.files] == ["蓝鲸造船.txt"]
    assert shown.files[0].name == "<mark>蓝鲸造船</mark>.txt"


@pytest.mark.django_db
def test_a_file_that_is_not_public_is_never_named() -> None:
    item = make_item(title="补贴公示", published_on=DAY)
    hidden = attach(item, "蓝鲸.txt", "蓝鲸")
    update_index([item.pk])
    Attachment.objects.filter(pk=hidden.pk).update(live=False)

    assert all(not found.files for found in find(SearchQuery("蓝鲸")).found)
