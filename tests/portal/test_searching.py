"""检索: chips, what no longer holds, what was meant, what is offered while typing, which file matched."""

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.publishing.models import Attachment, Topic
from gongkai.search.finding import FacetValue, find, query_for
from gongkai.search.indexing import update_index
from gongkai.search.models import SearchMiss
from tests.factories import make_body, make_item
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

pytestmark = pytest.mark.django_db


def titles(page: object) -> list[str]:
    return [words(each) for each in page.select(".gk-records > li > a")]  # type: ignore[attr-defined]


@pytest.fixture
def old(bureau: Bureau) -> object:
    return make_item(
        column=bureau.documents,
        title="稳岗返还暂行办法",
        doc_no="海人社发〔2020〕5号",
        validity="repealed",
        formed_on=date(2020, 5, 6),
        published_on=date(2020, 5, 6),
    )


def test_documents_that_no_longer_hold_are_shown_when_asked_for(
    client: Client, bureau: Bureau, old: object
) -> None:
    page = parse(client.get("/search/?q=稳岗返还"))
    assert "稳岗返还暂行办法" not in titles(page)
    assert "另有 1 件已经失效或者废止的文件没有列出" in words(page)

    page = parse(client.get("/search/?q=稳岗返还&ended=1"))
    assert "稳岗返还暂行办法" in titles(page)
    assert "稳岗返还暂行办法" in titles(parse(client.get("/search/?q=海人社发[2020]第5号")))


def test_what_was_chosen_is_taken_away_one_by_one(client: Client, bureau: Bureau, old: object) -> None:
    page = parse(client.get("/search/?q=稳岗返还&year=2025&ended=1&sort=date"))

    chips = {words(chip): unquote(chip["href"]) for chip in page.select(".gk-chips a")}
    assert chips["去掉：年份：2025年 ×"] == "?q=稳岗返还&ended=1&sort=date"
    assert chips["去掉：含失效、废止的文件 ×"] == "?q=稳岗返还&year=2025&sort=date"
    assert chips["全部去掉"] == "?q=稳岗返还"
    years = [words(link) for link in page.select(".gk-filters a") if "年（" in words(link)]
    assert years == ["2025年（2）", "2020年（1）"]


def test_what_was_meant_is_found_and_the_words_can_be_insisted_on(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/search/?q=wengangfanhuan"))
    assert "您是不是要找“稳岗返还”？" in words(page)
    assert len(titles(page)) == 2

    page = parse(client.get("/search/?q=wengangfanhuan&literal=1"))
    assert "没有找到“wengangfanhuan”" in words(page)


def test_words_are_offered_while_one_types(client: Client, bureau: Bureau) -> None:
    answer = client.get("/search/suggest/?q=稳岗")
    page = answer.content.decode()

    assert 'role="option"' in page
    assert ">稳岗返还</a>" in page
    assert client.get("/search/suggest/?q=").content.decode().strip() == ""


def test_the_file_that_matched_is_named_and_linked(client: Client, bureau: Bureau) -> None:
    facts = {"size": 1, "content_type": "text/plain", "sha256": "0" * 64, "live": True}
    file = Attachment.objects.create(
        item=bureau.report, file="a.txt", name="企业名单.txt", text="蓝鲸造船有限公司", **facts
    )
    update_index([bureau.report.pk])

    page = parse(client.get("/search/?q=蓝鲸造船"))

    link = page.select_one(".gk-records__file a")
    assert link is not None
    assert unquote(str(link["href"])) == f"/i/{bureau.report.pk}/files/{file.pk}/企业名单.txt"
    assert page.select_one(".gk-records__file mark") is not None


@pytest.fixture
def topic(bureau: Bureau) -> Topic:
    """A public topic of the bureau, which no item names."""
    return Topic.objects.create(
        body=bureau.body,
        title="春风行动专场",
        slug="spring",
        summary="面向返乡务工人员的量子岗位",
        from_on=date(2025, 5, 1),
        state=Topic.State.PUBLISHED,
    )


def topics(client: Client, query: str) -> list[tuple[str, str]]:
    page = parse(client.get(f"/search/?{query}"))
    return [(words(each), str(each["href"])) for each in page.select(".gk-found__topics a")]


def test_a_topic_is_found_by_title_and_introduction_above_the_rest(
    client: Client, bureau: Bureau, topic: Topic
) -> None:
    make_item(column=bureau.documents, title="春风行动招聘安排", published_on=date(2025, 5, 6))
    update_index([*type(bureau.report).objects.values_list("pk", flat=True)])

    assert topics(client, "q=春风行动") == [("专题 春风行动专场", "/topics/spring/")]
    assert topics(client, "q=返乡 务工") == [("专题 春风行动专场", "/topics/spring/")]
    assert topics(client, "q=春风行动在哪里报名") == [("专题 春风行动专场", "/topics/spring/")]
    assert topics(client, "q=春风行动&year=2025") == []
    assert topics(client, "q=稳岗返还") == []
    assert titles(parse(client.get("/search/?q=春风行动")))[0] == "专题 春风行动专场"


def test_what_only_a_topic_answers_is_no_miss(client: Client, bureau: Bureau, topic: Topic) -> None:
    assert topics(client, "q=量子岗位")

    assert not SearchMiss.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"state": Topic.State.TAKEN_DOWN, "taken_down_reason": "活动取消"},
        {"state": Topic.State.DRAFT},
        {"from_on": date(2999, 1, 1)},
    ],
)
def test_a_topic_that_is_not_public_is_neither_found_nor_offered(
    client: Client, bureau: Bureau, topic: Topic, facts: dict[str, object]
) -> None:
    Topic.objects.update(**facts)

    assert topics(client, "q=春风行动") == []
    assert "春风行动专场" not in client.get("/search/suggest/?q=春风").content.decode()


def test_a_topic_that_is_over_says_so(client: Client, bureau: Bureau, topic: Topic) -> None:
    Topic.objects.update(until_on=date(2025, 6, 1))
    assert "往期" in words(parse(client.get("/search/?q=春风行动")).select_one(".gk-found__topics"))
    assert "春风行动专场" not in client.get("/search/suggest/?q=春风").content.decode()


def test_a_topic_is_found_on_the_portals_of_its_body_and_above(
    client: Client, bureau: Bureau, topic: Topic
) -> None:
    county = make_body(parent=bureau.body, code="dongshan")
    assert "春风行动专场" not in client.get("/b/dongshan/search/?q=春风行动").content.decode()

    Topic.objects.update(body=county)
    assert topics(client, "q=春风行动") == [("专题 春风行动专场", "/b/dongshan/topics/spring/")]


def test_a_topic_is_offered_while_one_types(client: Client, bureau: Bureau, topic: Topic) -> None:
    offered = client.get("/search/suggest/?q=春风").content.decode()

    assert 'data-text="春风行动专场"' in offered
    assert 'href="/topics/spring/"' in offered


def test_what_has_only_some_of_the_words_says_so(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/search/?q=稳岗返还 飞船"))

    said = words(page)
    assert "没有同时包含全部词的结果，以下是含有部分词的" in said
    assert "所有信息里都没有“飞船”" in said
    assert titles(page)


def test_only_what_nobody_found_by_its_words_is_noted(client: Client, bureau: Bureau) -> None:
    for query in ("q=量子", "q=稳岗返还&year=1999", "q=量子&page=2", "q=量子&literal=1", "q=稳岗返还"):
        client.get(f"/search/?{query}")

    assert list(SearchMiss.objects.values_list("body", "text", "count")) == [(bureau.body.pk, "量子", 1)]


HOSTILE = {
    "ten thousand characters": "失业保险金申领" * 1_430,
    "one word without end": "x" * 10_000,
    "signs alone": "？！、，。…——（）《》〔〕％＆＊",
    "operators": "失业 AND NOT (保险 OR *) && || ! : <-> ~ ^2 title:失业 +保险 -金",
    "quotes that nobody closes": '“失业保险 "申领 『金',
    "quotes around nothing": '“” "" 「」',
    "a statement": "'); DROP TABLE search_searchdocument; --",
    "zero bytes": "失业\0保险",
    "pictures": "👷‍♀️失业🏥👨‍👩‍👧‍👦",
    "right to left, joined and combined": "\u202e失业\u200d保险\u0301\ufeff",
    "pieces of characters": "失业\ud83d",
    "traditional": "失業保險金",
    "half pinyin": "shiye保险jin",
    "one character": "金",
    "one letter": "x",
    "a number in odd brackets": "海人社发〘２０２５〙第０１２号",
    "half a number": "〔2025〕",
    "slashes": "\\\\ % _ %s %(x)s {0} ${x}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("place", ["/search/", "/search/suggest/", "/kiosk/search/"])
def test_whatever_is_typed_is_answered(client: Client, bureau: Bureau, place: str, text: str) -> None:
    typed = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    answer = client.get(place, {"q": typed, "kind": typed, "topic": typed, "year": typed, "page": typed})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "number",
    ["海人社发〔2025〕12号", "海人社发[2025]12号", "海人社发（2025）第012号", "海人社发【２０２５】12 号"],
)
def test_a_number_is_found_in_whatever_brackets(client: Client, bureau: Bureau, number: str) -> None:
    make_item(
        column=bureau.documents,
        title="鲸豚救助办法",
        doc_no="海人社发〔2025〕12号",
        published_on=date(2025, 5, 6),
    )

    assert titles(parse(client.get("/search/", {"q": number})))[0] == "鲸豚救助办法"


def test_a_page_behind_the_last_leads_to_the_last(client: Client, bureau: Bureau) -> None:
    answer = client.get("/search/?q=稳岗返还&page=70", follow=True)

    assert [address for address, _ in answer.redirect_chain] == [
        "?q=%E7%A8%B3%E5%B2%97%E8%BF%94%E8%BF%98&page=1"
    ]
    assert titles(parse(answer))


def test_of_very_many_the_page_says_that_it_estimates(
    client: Client, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find(query_for("稳岗返还"))
    many = replace(
        found,
        total=48_000,
        about=True,
        facets={"year": [FacetValue("2025", "2025年", 32_000), FacetValue("2024", "2024年", 16_000)]},
    )
    monkeypatch.setattr("gongkai.portal.searching.find", lambda *_, **__: many)

    page = parse(client.get("/search/?q=稳岗返还"))

    assert "找到约 48000 条，列出前 1000 条" in words(page)
    assert "条数和各类的数目是估计的" in words(page)
    assert "2025年（约32000）" in words(page)
    assert "page=101" not in str(page)
