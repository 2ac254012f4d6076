"""The permanent page of an item, and its files."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem, ItemRelation
from gongkai.rules.roles import Role
from tests.factories import make_body, make_item, make_user, publish_through
from tests.portal.bureau import Bureau
from tests.portal.reading import addresses, meta, parse, words

pytestmark = pytest.mark.django_db


def address_of(item: InformationItem) -> str:
    return f"/i/{item.pk}.html"


def withdraw(item: InformationItem, *, on: date) -> None:
    by = make_user(role=Role.LEADER, body=item.body)
    actions.withdraw_item(item, reason="内容有误", by=by, on=on)


def test_it_has_the_tags_of_the_guideline(client: Client, bureau: Bureau) -> None:
    page = parse(client.get(address_of(bureau.document)))

    assert meta(page, "ColumnName") == "行政规范性文件"
    assert meta(page, "ColumnDescription") == "本局制发的文件"
    assert meta(page, "ColumnKeywords") == "行政规范性文件"
    assert meta(page, "ColumnType") == "信息公开目录"
    assert meta(page, "ArticleTitle") == "海城市失业保险稳岗返还实施办法"
    assert meta(page, "PubDate") == "2025-03-10 00:00"
    assert meta(page, "ContentSource") == "海城市人力资源和社会保障局"
    assert meta(page, "Keywords") == "失业保险,稳岗返还"


def test_its_head_table_has_the_catalogue_s_metadata(client: Client, bureau: Bureau) -> None:
    page = parse(client.get(address_of(bureau.document)))

    table = dict(
        zip(
            map(words, page.select(".gk-metadata dt")),
            map(words, page.select(".gk-metadata dd")),
            strict=True,
        )
    )

    assert table["索引号"].replace(" ", "") == bureau.document.index_no  # where a line may break
    assert table["文号"] == "海人社发〔2025〕16号"
    assert table["生成日期"] == "2025年3月3日"
    assert table["发布日期"] == "2025年3月10日"
    assert table["有效性"] == "有效"
    assert words(page.h1) == "海城市失业保险稳岗返还实施办法"


@pytest.mark.parametrize(("validity", "label"), [("lapsed", "失效日期"), ("repealed", "废止日期")])
def test_the_day_it_ended_is_called_by_how_it_ended(
    client: Client, bureau: Bureau, validity: str, label: str
) -> None:
    item = make_item(column=bureau.news, published_on=date(2025, 3, 4))
    InformationItem.objects.filter(pk=item.pk).update(validity=validity, ceased_on=date(2026, 3, 9))

    assert f"{label} 2026年3月9日" in words(parse(client.get(f"/i/{item.pk}.html")))


def test_it_is_not_sent_again_while_it_is_the_same(client: Client, bureau: Bureau) -> None:
    first = client.get(address_of(bureau.document))

    again = client.get(address_of(bureau.document), headers={"If-None-Match": first["ETag"]})

    assert first["Last-Modified"] == "Sun, 09 Mar 2025 16:00:00 GMT"
    assert again.status_code == 304
    assert not again.content


def test_a_draft_was_never_there(client: Client, bureau: Bureau) -> None:
    draft = make_item(column=bureau.documents, title="尚未公开的文件")

    response = client.get(address_of(draft))

    assert response.status_code == 404
    assert "尚未公开的文件" not in response.content.decode()


def test_what_was_withdrawn_is_gone_with_its_title(client: Client, bureau: Bureau) -> None:
    withdraw(bureau.document, on=date(2025, 6, 3))

    response = client.get(address_of(bureau.document))

    assert response.status_code == 410
    page = parse(response)
    assert "2025年6月3日撤回" in page.get_text()
    assert "稳岗返还实施办法" not in page.get_text()
    assert meta(page, "robots") == "noindex"


def test_what_was_withdrawn_stands_in_no_list(client: Client, bureau: Bureau) -> None:
    withdraw(bureau.document, on=date(2025, 6, 3))

    for address in (
        "/",
        "/disclosure/",
        "/c/documents/",
        "/feed.xml",
        "/c/documents/feed.xml",
        "/search/?q=稳岗返还",
    ):
        assert "稳岗返还实施办法" not in client.get(address).content.decode(), address


def test_an_amendment_in_review_does_not_show(client: Client, bureau: Bureau) -> None:
    handler = bureau.document.author
    item = actions.amend_item(bureau.document, by=handler, on=date(2025, 7, 1))
    actions.save_draft(item, title="修改后的名称", by=handler, on=date(2025, 7, 1))

    page = parse(client.get(address_of(bureau.document)))

    assert words(page.h1) == "海城市失业保险稳岗返还实施办法"


def test_an_item_of_another_body_leads_to_its_own_portal(client: Client, bureau: Bureau) -> None:
    county = make_body(code="dongshan", parent=bureau.body)
    item = make_item(body=county, published_on=date(2025, 3, 10))

    response = client.get(address_of(item))

    assert response.status_code == 301
    assert response["Location"] == f"/b/dongshan/i/{item.pk}.html"


def test_the_chain_shows_what_interprets_it(client: Client, bureau: Bureau) -> None:
    paper = make_item(column=bureau.documents, title="办法解读", published_on=date(2025, 3, 12))
    by = make_user(role=Role.INFORMATION_OFFICER, unit=bureau.documents.owner_unit)
    actions.relate_items(
        paper, kind=ItemRelation.Kind.INTERPRETS, other=bureau.document, by=by, on=date(2025, 3, 13)
    )

    page = parse(client.get(address_of(bureau.document)))

    chain = page.select_one(".gk-chain")
    assert "解读材料" in words(chain)
    assert chain is not None
    assert chain.find("a", href=address_of(paper))


def test_a_file_of_a_live_item_can_be_fetched(client: Client, bureau: Bureau) -> None:
    item = item_with_file(bureau)
    page = parse(client.get(address_of(item)))
    [address] = [one for one in addresses(page) if "/files/" in one]

    response = client.get(address)

    assert response.status_code == 200
    assert b"".join(response) == "附件的内容".encode()  # type: ignore[arg-type]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "TXT" in words(page.select_one(".gk-files"))
    assert "15 字节" in words(page.select_one(".gk-files"))


def test_a_file_goes_with_its_item(client: Client, bureau: Bureau) -> None:
    item = item_with_file(bureau)
    [address] = [one for one in addresses(parse(client.get(address_of(item)))) if "/files/" in one]

    withdraw(item, on=date(2025, 6, 3))

    assert client.get(address).status_code == 410


def item_with_file(bureau: Bureau) -> InformationItem:
    by = make_user(role=Role.HANDLER, unit=bureau.documents.owner_unit)
    item = make_item(column=bureau.documents, by=by)
    file = SimpleUploadedFile("说明.txt", "附件的内容".encode())
    actions.attach_file(item, file=file, by=by, on=date(2025, 3, 4))
    return publish_through(item, by=by, on=date(2025, 3, 10))


def test_a_wide_table_can_be_scrolled_by_the_keyboard(client: Client, bureau: Bureau) -> None:
    table = "<table><tbody><tr><td>参保人数</td><td>12万</td></tr></tbody></table>"
    item = make_item(
        column=bureau.documents, content=f"<p>如下表。</p>{table}", published_on=date(2025, 3, 10)
    )

    page = parse(client.get(address_of(item)))

    frame = page.select_one(".gk-article__body [tabindex]")
    assert frame is not None
    assert words(frame.table) == "参保人数 12万"
