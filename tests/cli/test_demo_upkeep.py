"""The demo shows the standard catalogue, transfer lists, broken links, topics and bulk edits at work."""

from datetime import date

import pytest
from django.test import Client

from gongkai.cli.demo import catalogue, columns, items, upkeep
from gongkai.cli.demo.cast import Cast, engage
from gongkai.cli.demo.columns import Columns
from gongkai.publishing.actions import withdraw_item
from gongkai.publishing.announcing import silently
from gongkai.publishing.models import (
    BrokenLink,
    BulkEdit,
    Column,
    InformationItem,
    Matter,
    Topic,
    TransferList,
)
from gongkai.publishing.topics import shelves_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture
def stage() -> tuple[Cast, Columns]:
    cast = engage()
    return cast, columns.lay_out(cast)


def test_the_standard_catalogue_is_laid_out_and_every_matter_is_published(
    stage: tuple[Cast, Columns], client: Client
) -> None:
    cast, laid = stage
    with silently():
        catalogue.keep_catalogue(cast, laid)

    assert Matter.objects.of(cast.city).count() == 99
    assert not Matter.objects.of(cast.city).open().exists()
    assert [str(matter) for matter in Matter.objects.filter(is_active=False)] == ["国（境）外人员入境就业"]
    guides = InformationItem.objects.live().filter(title__endswith="办事指南（2025年版）")
    assert guides.count() == Column.objects.filter(matters__is_active=True).distinct().count() == 17
    page = client.get("/c/unemployment-services/").content.decode()
    assert "稳岗返还（稳岗补贴）申领" in page


def test_what_is_public_is_cared_for(stage: tuple[Cast, Columns], client: Client) -> None:
    cast, laid = stage
    with silently():
        items.publish_documents(cast, laid)
        items.publish_recent(cast, laid, 2025, date(2025, 12, 20))
        upkeep.edit_in_bulk(cast, laid)
        news = InformationItem.objects.live().in_column(laid["mingjiang", "news"]).newest_first()[0]
        withdraw_item(news, reason="有误", by=cast.people["leader"], on=TODAY)
        upkeep.break_links(cast, laid, TODAY)
        upkeep.hand_over(cast)
        upkeep.gather_topics(cast, laid, TODAY)

    done, undone = BulkEdit.objects.order_by("pk")
    assert (done.state, undone.state) == ("done", "undone")
    assert done.lines.changed().count() == undone.lines.filter(undo="undone").count() == 2
    assert not undone.lines.filter(undo="kept").exists()
    assert set(BrokenLink.objects.values_list("reason", flat=True)) == {"没有这个网页", "链接的信息已经撤回"}
    assert TransferList.objects.count() == 3
    assert TransferList.objects.open().count() == 1
    running, over = Topic.objects.running(TODAY).get(), Topic.objects.over(TODAY).get()
    assert all(shelf.items for topic in (running, over) for shelf in shelves_of(topic))
    assert len(shelves_of(running)[0].items) == 3
    assert client.get("/topics/stable-jobs/").status_code == 200
