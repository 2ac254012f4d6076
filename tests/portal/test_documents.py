"""规范性文件库: what is in force first; by validity, year, topic and number; what explains each."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.documents import actions
from gongkai.documents.models import NormativeDocument
from tests.documents.making import make_public
from tests.factories import make_body, staff_of

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 9)
LIBRARY = "/documents/"


@pytest.fixture
def bureau() -> Body:
    return make_body(code="haicheng")


@pytest.fixture
def repealed(bureau: Body) -> NormativeDocument:
    """A document of the year repealed through a later one."""
    old = make_public(body=bureau)
    new = make_public(body=bureau, title="海城市见习新办法", doc_no="海人社规〔2026〕2号")
    head = staff_of(bureau).office_head
    return actions.repeal_document(old, basis="新办法", repeal_on=MARCH, through=new.item, by=head, on=MARCH)


def _page(client: Client, **query: str) -> str:
    return client.get(LIBRARY, query).content.decode()


def test_only_what_is_in_force_is_listed_unless_more_is_asked_for(
    client: Client, repealed: NormativeDocument
) -> None:
    at_first, ended, everything = (
        _page(client),
        _page(client, validity="repealed"),
        _page(client, validity="all"),
    )

    assert "共1件" in at_first
    assert "海城市见习新办法" in at_first
    assert f'废止：<a href="/i/{repealed.item_id}.html">' in at_first
    assert "共1件" in ended
    assert "2026年3月9日起停止执行" in ended
    assert "共2件" in everything


def test_each_document_names_what_explains_and_what_repeals_it(
    client: Client, repealed: NormativeDocument
) -> None:
    page = _page(client, validity="repealed")

    assert "解读材料：" in page
    assert "被废止，依据：" in page
    assert "《海城市就业见习管理办法》文字解读" in page


def test_a_document_that_has_ended_says_so_before_its_text(
    client: Client, repealed: NormativeDocument
) -> None:
    page = client.get(f"/i/{repealed.item_id}.html").content.decode()

    assert re.search(r"本文件已于2026年3月9日废止，不再执行。.*相关文件.*gk-article__body", page, re.DOTALL)


def test_a_number_is_found_in_whatever_brackets_and_a_name_by_its_words(
    client: Client, repealed: NormativeDocument
) -> None:
    assert "共1件" in _page(client, q="海人社规[2026]2号")
    assert "共1件" in _page(client, q="见习新办法")
    assert "没有符合条件的文件" in _page(client, q="海人社规〔2026〕22号")
    assert "没有符合条件的文件" in _page(client, q="不存在的办法")


def test_a_value_that_does_not_occur_narrows_nothing(client: Client, repealed: NormativeDocument) -> None:
    assert "共1件" in _page(client, year="1999", kind="x", validity="nonsense")


def test_an_empty_library_says_what_will_stand_there(client: Client, bureau: Body) -> None:
    assert "这里还没有文件" in _page(client)


def test_the_page_of_a_document_says_until_when_it_holds_and_what_became_of_it(
    client: Client, bureau: Body
) -> None:
    document = make_public(body=bureau, valid_until=date(2026, 12, 31))
    address = f"/i/{document.item_id}.html"
    before = client.get(address).content.decode()

    actions.end_what_is_over(on=date(2027, 1, 4))
    after = client.get(address).content.decode()

    assert "有效期至" in before
    assert "2026年12月31日" in before
    assert "gk-article--document" in before
    assert "2027年1月1日" in after
    assert "有效性改为“失效”" in after


def test_the_library_asks_as_often_for_many_as_for_few(client: Client, bureau: Body) -> None:
    counts = []
    for number in (1, 2, 3):
        make_public(body=bureau, title=f"第{number}号办法", doc_no=f"海人社规〔2026〕{number}号")
        cache.clear()
        _page(client)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            _page(client)
        counts.append(len(asked))

    assert len(set(counts)) == 1
