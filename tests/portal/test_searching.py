"""检索: chips, what no longer holds, what was meant, what is offered while typing, which file matched."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.publishing.models import Attachment
from gongkai.search.indexing import update_index
from gongkai.search.models import SearchMiss
from tests.factories import make_item
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


def test_only_what_nobody_found_by_its_words_is_noted(client: Client, bureau: Bureau) -> None:
    for query in ("q=量子", "q=稳岗返还&year=1999", "q=量子&page=2", "q=量子&literal=1", "q=稳岗返还"):
        client.get(f"/search/?{query}")

    assert list(SearchMiss.objects.values_list("body", "text", "count")) == [(bureau.body.pk, "量子", 1)]
