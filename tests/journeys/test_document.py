"""A normative document from its draft to its repeal, and a clean-up that ends in a published list."""

from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.bodies.models import User
from gongkai.documents.models import CleanUp, NormativeDocument
from gongkai.documents.states import State
from gongkai.documents.workflow import DOCUMENTS
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.roles import Role
from tests.documents.making import approve, make_public, publish
from tests.factories import Staff, make_item, make_user
from tests.journeys.handling import Today
from tests.journeys.publishing import Editors
from tests.journeys.walking import Walker

MONDAY = date(2026, 3, 9)
TITLE = "海城市就业见习管理办法"
NUMBER = "海人社规〔2026〕1号"


@dataclass
class Makers:
    """Everybody who has a hand in a document, at one browser."""

    walker: Walker
    staff: Staff
    columns: dict[str, Column]

    def take(self, who: User, code: str, **typed: object) -> None:
        """Take a step that the document's page offers."""
        document, label = NormativeDocument.objects.latest("pk"), DOCUMENTS.step(code).label
        self.walker.seat(who)
        self.walker.go(f"/office/documents/{document.pk}/")
        acts = self.walker.page.locator(".gk-acts")
        link = acts.get_by_role("link", name=label, exact=True)
        assert link.count() == 1, f"{label} is not offered: {acts.inner_text()}"
        link.click()
        self.walker.page.wait_for_url(f"**/{code}/")
        self.walker.fill(**typed)
        self.walker.press(label)
        expect(self.walker.page.get_by_role("status").first).to_be_visible()

    def editors(self, item: InformationItem | None) -> Editors:
        """Return the same people at an item."""
        assert item
        return Editors(self.walker, self.staff, item)


@pytest.fixture
def makers(
    walker: Walker, columns: dict[str, Column], staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> Makers:
    Today(MONDAY).hold(monkeypatch)
    return Makers(walker, staff, columns)


def test_from_the_draft_to_the_repeal(makers: Makers) -> None:
    walker, staff = makers.walker, makers.staff
    walker.seat(staff.handler)
    walker.go("/office/documents/new/")
    walker.fill(title=TITLE, sort="general", plan="文字解读与文件同日发布")
    walker.press("立项")
    makers.take(staff.handler, "send_to_legal")
    makers.take(staff.legal_reviewer, "pass_legal", opinion="合法")
    makers.take(staff.office_head, "pass_deliberation", meeting="第3次局长办公会议审议通过")
    makers.take(staff.leader, "sign")
    numbers = {"doc_no": NUMBER, "registration_no": "HCRS-2026-1", "effective_on": "2026-04-01"}
    makers.take(staff.office_head, "register", **numbers)
    makers.take(staff.handler, "prepare_item", column=makers.columns["normative-documents"].pk)
    document = NormativeDocument.objects.get()
    assert document.item
    approve(document.item, f"<p>{TITLE}全文。</p>", on=MONDAY)

    not_without_its_interpretation(makers, document)
    column = makers.columns["interpretations"]
    makers.take(staff.handler, "add_interpretation", form="text", column=column.pk)
    explained = document.interpretations.get().item
    approve(explained, "<p>文件说了什么。</p>", on=MONDAY)
    makers.editors(document.item).take(staff.leader, "publish")
    explained.refresh_from_db()
    assert explained.live  # went out with the document, by the same click

    found_by_its_number(makers, document.item, explained)
    repealed_and_swept(makers, document.item)


def not_without_its_interpretation(makers: Makers, document: NormativeDocument) -> None:
    """Try to publish it too early."""
    editors = makers.editors(document.item)
    editors.sit(makers.staff.leader, "steps/publish/")
    editors.walker.press("发布")
    assert "本文件应当解读，解读材料还没有审查通过" in editors.walker.text


def found_by_its_number(makers: Makers, item: InformationItem, explained: InformationItem) -> None:
    """Find it in the library by its number in other brackets, and its interpretation beside it."""
    page = makers.walker.page
    makers.walker.leave()
    makers.walker.go("/documents/?q=海人社规[2026]1号")
    page.locator("main").get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**/i/{item.pk}.html")
    expect(page.locator("main").get_by_role("link", name=explained.title).first).to_be_visible()


def repealed_and_swept(makers: Makers, item: InformationItem) -> None:
    """Repeal it; what cites it is listed and handled, and the public sees that it holds no more."""
    walker, staff = makers.walker, makers.staff
    guide = make_item(
        column=makers.columns["services"],
        title="见习补贴办事指南",
        content=f"<p>依据{NUMBER}办理。</p>",
        formed_on=MONDAY,
        published_on=MONDAY,
        by=staff.handler,
        owner_unit=staff.unit,
    )
    makers.take(staff.office_head, "repeal", basis="市政府清理决定", repeal_on="2026-03-09")
    document = NormativeDocument.objects.get()
    assert document.state == State.REPEALED
    assert guide.title in walker.text
    walker.page.get_by_role("link", name="登记处理结果").first.click()
    walker.page.wait_for_url("**/citations/**")
    walker.fill(how="renewed", note="改引新办法")
    walker.press("登记处理结果")
    walker.page.wait_for_url(f"**/documents/{document.pk}/")
    assert "已改为现行依据" in walker.text

    walker.leave()
    walker.go(f"/i/{item.pk}.html")
    assert "废止" in walker.page.locator(".gk-meta, main").first.inner_text()


def test_a_clean_up_ends_in_a_published_list(makers: Makers) -> None:
    walker, staff = makers.walker, makers.staff
    officer = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, full_name="信息员")
    kept, gone = (
        make_public(body=staff.unit.body, title=title, sort="ending", doc_no=f"海人社规〔2026〕{number}号")
        for number, title in enumerate(("甲办法", "乙办法"), start=1)
    )
    walker.seat(staff.office_head)
    walker.go("/office/documents/cleanups/")
    walker.fill(title="2026年度清理", due_on="2026-03-31")
    walker.press("开始清理")
    cleanup = CleanUp.objects.get()

    for document, decision in ((kept, "keep"), (gone, "repeal")):
        line = cleanup.lines.get(document=document)
        walker.seat(staff.handler)
        walker.go(f"/office/documents/cleanups/{cleanup.pk}/{line.pk}/")
        walker.fill(decision=decision, reason="上位法已修改")
        walker.press("登记意见")
        walker.page.wait_for_url(f"**/cleanups/{cleanup.pk}/")
    walker.seat(officer)
    walker.go(f"/office/documents/cleanups/{cleanup.pk}/")
    walker.fill(column=makers.columns["normative-documents"].pk)
    walker.press("汇总并拟公布")

    cleanup.refresh_from_db()
    assert cleanup.item
    publish(cleanup.item, cleanup.item.content, on=MONDAY)
    walker.leave()
    walker.go(f"/i/{cleanup.item.pk}.html")
    assert "废止的规范性文件（1件）" in walker.text
    gone.refresh_from_db()
    assert gone.state == State.REPEALED
