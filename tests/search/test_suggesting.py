"""您是不是要找: pinyin, what sounds alike, one wrong character; what goes on like what is typed."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.publishing.models import InformationItem
from gongkai.search.engine import SearchQuery
from gongkai.search.finding import find, query_for
from gongkai.search.indexing import rebuild_index, update_index
from gongkai.search.models import TitleWord, TitleWords
from gongkai.search.suggesting import complete, meant
from gongkai.search.vocabulary import words_in
from tests.factories import make_body, make_item

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)
TITLES = (
    *("失业保险金申领指南", "失业保险稳岗返还实施办法", "灵活就业人员参保登记", "事业单位公开招聘公告"),
    *("创业担保贷款贴息公示", "职称评审办法", "西安市技工院校名单"),
)


@pytest.fixture(autouse=True, params=["tantivy", "postgresql"])
def engine_chosen(request: pytest.FixtureRequest, settings: Any) -> None:
    if request.param == "postgresql" and connection.vendor != "postgresql":
        pytest.skip("the database is not PostgreSQL")
    settings.GONGKAI_SEARCH = request.param


@pytest.fixture
def items() -> list[InformationItem]:
    body = make_body(code="haicheng")
    return [make_item(body=body, title=title, published_on=DAY) for title in TITLES]


def titles(text: str, **facts: Any) -> list[str]:
    return [found.item.title for found in find(SearchQuery(text, **facts)).found]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        *(("shiyebaoxian", "失业保险"), ("wengangfanhuan", "稳岗返还"), ("zhichengpingshen", "职称评审")),
        *(("shiyebaoxianjin shenling", "失业保险金 申领"), ("gongkaizhaopin", "公开招聘")),
        *(("siyebaoxian", "失业保险"), ("xianshi", "西安市"), ("SHIYEBAOXIAN", "失业保险")),
        *(("失业baoxian", "失业保险"), ("zcps", "职称评审")),
    ],
)
def test_pinyin_is_understood(items: list[InformationItem], typed: str, wanted: str) -> None:
    [text] = meant(typed, ())

    assert text == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        *(("失业保显金", "失业保险金"), ("稳岗反还", "稳岗返还"), ("公开招骋", "公开招聘")),
        *(("创业但保贷款", "创业担保贷款"), ("灵活就业人元", "灵活就业人员"), ("职称平审", "职称评审")),
        *(("稳返还", "稳岗返还"), ("技工校院", "技工院校")),
    ],
)
def test_one_wrong_character_is_put_right(items: list[InformationItem], typed: str, wanted: str) -> None:
    findings = find(SearchQuery(typed))

    assert findings.instead == wanted
    assert any(wanted in found.item.title for found in findings.found)


def test_what_is_found_is_not_put_right(items: list[InformationItem]) -> None:
    assert find(SearchQuery("失业保险")).instead == ""
    assert find(SearchQuery("职称平审", literal=True)).instead == ""


def test_what_is_like_nothing_stays_not_found(items: list[InformationItem]) -> None:
    findings = find(SearchQuery("量子蓝鲸"))

    assert (findings.total, findings.instead) == (0, "")


def test_what_was_chosen_does_not_make_the_words_wrong(items: list[InformationItem]) -> None:
    findings = find(SearchQuery("失业保险", year=1999))

    assert (findings.total, findings.instead) == (0, "")
    assert find(SearchQuery("shiyebaoxian", year=1999)).instead == "失业保险"


def test_only_words_of_the_bodies_asked_for_are_offered(items: list[InformationItem]) -> None:
    county = make_body(code="dongshan", parent=items[0].body)
    make_item(body=county, title="蓝鲸迁徙公告", published_on=DAY)

    assert list(meant("lanjingqianxi", query_for("", body=county).bodies)) == ["蓝鲸迁徙"]
    assert complete("lanj", [items[0].body_id]) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        *(("失业", "失业保险"), ("shiyeb", "失业保险"), ("wgfh", "稳岗返还"), ("公开招", "公开招聘")),
        *(("失业保险 稳", "失业保险 稳岗返还"), ("职称评审办", "职称评审办法")),
    ],
)
def test_what_is_typed_goes_on(items: list[InformationItem], typed: str, offered: str) -> None:
    assert offered in [offer.text for offer in complete(typed, ())]


def test_the_words_go_with_the_titles(items: list[InformationItem]) -> None:
    InformationItem.objects.filter(pk=items[5].pk).update(live=False)
    InformationItem.objects.filter(pk=items[3].pk).update(title="蓝鲸迁徙公告")

    update_index([items[5].pk, items[3].pk])

    left = set(TitleWord.objects.values_list("text", flat=True))
    assert {"蓝鲸", "公告"} <= left
    assert left.isdisjoint({"职称评审", "公开招聘"})
    assert not TitleWords.objects.filter(pk=items[5].pk).exists()


def test_counting_anew_counts_the_same(items: list[InformationItem]) -> None:
    before = list(TitleWord.objects.order_by("text").values_list("text", "sound", "items"))

    rebuild_index()

    assert list(TitleWord.objects.order_by("text").values_list("text", "sound", "items")) == before


def test_words_that_tell_nothing_are_not_kept() -> None:
    assert words_in("关于2025年失业保险的12条") == ["失业", "保险", "失业保险"]


@given(text=st.text(max_size=30) | st.text("失业保险金xianshi '\0 ", max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    list(meant(text, ()))
    complete(text, (1,))
    find(SearchQuery(text, bodies=(1,), kind=text[:20]))
