"""What is taken off is gone, or elsewhere, at every public address that named it, whatever the act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from gongkai.bodies.models import User
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.rules.roles import Role
from tests.addresses import Address, addresses
from tests.factories import make_item, make_user, publish_through
from tests.portal.bureau import Bureau
from tests.test_access import Kind, access

pytestmark = pytest.mark.django_db
FORMED, SHOWN, LATER = date(2026, 2, 9), date(2026, 2, 12), date(2026, 4, 1)
TITLE, FILE = "琥珀津贴拟发放名单公示", "琥珀津贴名单.txt"
REASON = "公示期自2026年2月12日至18日，没有收到异议。"


@dataclass(frozen=True)
class Scene:
    """A public notice with a file, another item that interprets it, and who publishes."""

    item: InformationItem
    other: InformationItem
    leader: User

    @property
    def paths(self) -> list[str]:
        """Every public address that can be asked for, with what it takes filled in by this item."""
        attachment = self.item.attachments.get()
        values = {
            ("", "pk"): self.item.pk,
            ("", "slug"): self.item.column.slug,
            ("", "attachment"): attachment.pk,
            ("", "name"): FILE,
            ("", "number"): self.item.index_no,
            ("", "year"): 2026,
            ("", "form"): "pdf",
        }
        found = [each.sample(values) for each in addresses() if is_public(each)]
        return [path + query for path in found for query in ("", f"?q={TITLE}")]

    @property
    def page(self) -> str:
        return f"/i/{self.item.pk}.html"

    @property
    def file(self) -> str:
        return f"/i/{self.item.pk}/files/{self.item.attachments.get().pk}/{FILE}"


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public site, and not to the office or its shell."""
    return access(address).kind is Kind.PUBLIC and not address.route.startswith(("office", "accounts"))


def text_of(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data.decode(errors="replace")


def status_of(path: str) -> int:
    answer = Client().get(path)
    text_of(answer)  # a file is closed when it was read
    return int(answer.status_code)


def walk(scene: Scene) -> dict[str, tuple[int, bool]]:
    """Return for each address its status, and whether it names the item, its file, or where it stands."""
    found = {}
    for path in scene.paths:
        answer = Client().get(path)
        echoed = "?q=" in path  # a search repeats what was asked for
        marks = (FILE, scene.page) if echoed else (FILE, scene.page, TITLE)
        text = text_of(answer)
        found[path] = (int(answer.status_code), any(mark in text for mark in marks))
    return found


@pytest.fixture
def scene(bureau: Bureau) -> Scene:
    writer = make_user(role=Role.HANDLER, unit=bureau.news.owner_unit)
    leader = make_user(role=Role.LEADER, body=bureau.body)
    draft = make_item(
        column=bureau.news, by=writer, title=TITLE, formed_on=FORMED, content="<p>名单见附件。</p>"
    )
    actions.attach_file(draft, file=ContentFile("名单".encode(), name=FILE), by=writer, on=FORMED)
    item = publish_through(draft, by=writer, on=SHOWN)
    other = make_item(
        column=bureau.news, by=writer, title="津贴办法解读", formed_on=FORMED, published_on=SHOWN
    )
    actions.relate_items(other, kind="interprets", other=item, by=writer, on=SHOWN)
    return Scene(item, other, leader)


def withdraw(scene: Scene) -> None:
    actions.withdraw_item(scene.item, reason=REASON, by=scene.leader, on=LATER)


def expire(scene: Scene) -> None:
    actions.expire_item(scene.item, reason=REASON, by=None, on=LATER)


def replace(scene: Scene) -> None:
    actions.replace_item(scene.item, by_item=scene.other, reason=REASON, by=scene.leader, on=LATER)


def redirect(scene: Scene) -> None:
    actions.redirect_item(
        scene.item, new_place="https://www.example.gov.cn/1.html", reason=REASON, by=scene.leader, on=LATER
    )


ACTS = {
    "withdraw": (withdraw, 410),
    "expire": (expire, 410),
    "replace": (replace, 301),
    "redirect": (redirect, 301),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_public_address_names_it_any_more(scene: Scene, act: str, settings: Any) -> None:
    before = walk(scene)
    naming = {path for path, (_, names_it) in before.items() if names_it}
    assert {"/feed.atom", "/feed.json", "/api/v1/items", "/api/v1/catalogue.csv", "/sitemap.xml"} <= naming
    own = {path for path, (answer, _) in before.items() if answer == 200 and f"/i/{scene.item.pk}" in path}
    assert {scene.page, f"/c/{scene.item.column.slug}/", "/feed.xml", f"/search/?q={TITLE}", "/"} <= naming
    assert {scene.page, scene.file, f"/i/{scene.item.pk}.pdf"} <= own
    take_off, status = ACTS[act]

    take_off(scene)

    assert not [path for path, (answer, names_it) in walk(scene).items() if names_it and answer == 200]
    for path in own:  # a touch screen leads nowhere by itself
        assert status_of(path) == (410 if path.startswith("/kiosk/") else status), path
        assert "?q=" in path or TITLE not in text_of(Client().get(path))
    assert status_of(f"/api/v1/items/{scene.item.pk}") == 410


def test_the_page_says_calmly_why(scene: Scene) -> None:
    expire(scene)

    for path in (scene.page, scene.file):
        text = text_of(Client().get(path))
        assert "公示期已满" in text
        assert "2026年4月1日" in text
        assert REASON in text


@pytest.mark.parametrize(
    ("act", "place"), [(replace, "page of the other"), (redirect, "https://www.example.gov.cn/1.html")]
)
def test_whoever_asks_is_led_to_the_new_place(scene: Scene, act: Callable[[Scene], None], place: str) -> None:
    act(scene)

    for path in (scene.page, scene.file):
        answer = Client().get(path)
        assert answer["Location"] == (place if place.startswith("https") else f"/i/{scene.other.pk}.html")
        assert "no-cache" in answer["Cache-Control"]  # it may come back


def test_it_stays_gone_while_its_return_is_drafted(scene: Scene) -> None:
    withdraw(scene)
    writer = scene.item.author
    assert writer

    actions.amend_item(scene.item, by=writer, on=LATER)

    assert status_of(scene.page) == 410


def test_it_comes_back_only_through_review(scene: Scene) -> None:
    replace(scene)
    writer = scene.item.author
    assert writer
    item = actions.amend_item(scene.item, by=writer, on=LATER)

    publish_through(item, by=writer, on=LATER)

    assert status_of(scene.page) == 200
    assert status_of(scene.file) == 200


def test_a_draft_was_never_there(bureau: Bureau) -> None:
    draft = make_item(column=bureau.news)

    assert Client().get(f"/i/{draft.pk}.html").status_code == 404
