"""An editor drafts, the reviewer refuses, the editor mends; it appears, is found, is withdrawn and gone."""

from pathlib import Path

import pytest

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body, User
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from gongkai.search.engine import SearchQuery, engine
from tests.factories import LONG_AGO, Staff, make_user
from tests.journeys.walking import Walker
from tests.publishing.papers.made import word

PAPERS = Path(__file__).parent.parent / "publishing/papers"
TITLE = "关于调整失业保险金标准的通知"


@pytest.fixture
def editor(body: Body, staff: Staff) -> User:
    return make_user(role=Role.INFORMATION_OFFICER, unit=staff.unit, full_name="信息员")


def test_from_the_draft_to_the_portal_and_off_it_again(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    assign_role(staff.unit_head, unit=staff.office, role=Role.UNIT_HEAD, on=LONG_AGO)
    item = draft(walker, columns["normative-documents"], staff, editor)

    walker.log_in(staff.unit_head)
    step(walker, item, "return_unit", "科室审核退回", opinion="请补充施行日期。")
    walker.log_in(editor)
    walker.go(f"/office/items/{item.pk}/edit/")
    walker.fill(summary="自2026年1月1日起施行的新标准。")
    walker.press("保存草稿")
    step(walker, item, "submit", "送审")
    walker.log_in(staff.unit_head)
    step(walker, item, "approve_unit", "科室审核通过")
    walker.log_in(staff.secrecy_reviewer)
    review(walker, item)
    walker.log_in(editor)
    step(walker, item, "publish", "发布")

    assert walker.go(f"/i/{item.pk}.html") == 200
    assert TITLE in walker.text
    walker.go("/search/?q=失业保险金")
    assert TITLE in walker.text

    step(walker, item, "withdraw", "撤回", reason="标准有误，核对后重新发布。")
    assert walker.go(f"/i/{item.pk}.html") == 410
    assert "标准有误" in walker.text
    walker.go("/search/?q=失业保险金")
    assert TITLE not in walker.text
    assert engine().query(SearchQuery(text="失业保险金")).total == 0


def test_nobody_reviews_what_they_wrote(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    assign_role(editor, unit=staff.unit, role=Role.UNIT_HEAD, on=LONG_AGO)
    item = draft(walker, columns["normative-documents"], staff, editor)

    walker.go(f"/office/items/{item.pk}/steps/approve_unit/")

    assert not walker.page.get_by_role("button", name="科室审核通过").count()
    item.refresh_from_db()
    assert item.state == "unit_review"
    assert "自己起草" in walker.text


NOTICE = (
    "海人社发〔2026〕12号",
    TITLE,
    "各县（市、区）人力资源和社会保障局：",
    "为提高失业人员保障水平，现就调整失业保险金标准通知如下：",
    "一、调整标准",
    "海城市人力资源和社会保障局",
    "2026年3月6日",
)
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "");
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_file_dropped_on_the_form_is_an_item_in_three_minutes(
    walker: Walker, columns: dict[str, Column], editor: User
) -> None:
    walker.log_in(editor)
    walker.go(f"/office/items/new/?column={columns['normative-documents'].slug}")
    file = {"name": "通知.docx", "mimeType": "application/octet-stream", "buffer": word(*NOTICE)}
    walker.page.set_input_files("[name=paper_file]", [file])
    walker.page.get_by_text("已读入“通知.docx”，还没有保存").wait_for()
    assert walker.page.locator(".ProseMirror[contenteditable=true] h2").inner_text() == "一、调整标准"

    walker.page.get_by_role("button", name="全部采用").click()
    walker.press("保存草稿")

    item = InformationItem.objects.get(title=TITLE)
    assert (item.doc_no, item.formed_on.isoformat()) == ("海人社发〔2026〕12号", "2026-03-06")
    assert item.attachments.get().name == "通知.docx"
    assert "<h2>一、调整标准</h2>" in item.content


def test_what_word_pastes_is_clean_at_once(walker: Walker, columns: dict[str, Column], editor: User) -> None:
    walker.log_in(editor)
    walker.go(f"/office/items/new/?column={columns['normative-documents'].slug}")
    walker.fill(title=TITLE)
    text = walker.page.locator(".ProseMirror[contenteditable=true]")
    text.click()
    text.evaluate(PASTE, (PAPERS / "clipboard.html").read_text(encoding="utf-8"))
    walker.page.get_by_text("批注1条没有粘贴").wait_for()
    walker.press("保存草稿")

    content = InformationItem.objects.get(title=TITLE).content
    assert "标准调整为每月1480元。" in content
    assert '<td colspan="2">标准</td>' in content
    assert "<ul><li><p>一式两份</p></li></ul>" in content
    assert "请领导定" not in content


def test_the_editor_speaks_chinese(walker: Walker, columns: dict[str, Column], editor: User) -> None:
    walker.log_in(editor)
    walker.go(f"/office/items/new/?column={columns['normative-documents'].slug}")
    menu = walker.page.locator(".prose-menubar").first
    menu.get_by_title("加粗").wait_for()

    titles = menu.locator("button").evaluate_all("all => all.map(each => each.title).filter(Boolean)")
    assert {"斜体", "插入链接", "插入表格", "撤销", "全屏"} <= set(titles)
    assert [title for title in titles if title.isascii()] == []

    menu.get_by_title("插入表格").click()
    assert "行数" in walker.page.locator("dialog[open]").inner_text()


def draft(walker: Walker, column: Column, staff: Staff, editor: User) -> InformationItem:
    """Write an item in the editor, by keyboard, and send it to review."""
    walker.log_in(editor)
    walker.go(f"/office/items/new/?column={column.slug}")
    walker.fill(title=TITLE, summary="调整标准", owner_unit=staff.unit.pk, genre="通知")
    walker.page.locator(".ProseMirror[contenteditable=true]").click()
    walker.page.keyboard.type("自2026年1月1日起，失业保险金标准调整如下。")
    walker.press("保存草稿")
    item = InformationItem.objects.get(title=TITLE)
    step(walker, item, "submit", "送审")
    return item


def review(walker: Walker, item: InformationItem) -> None:
    """Fill in the secrecy review form, every point of it."""
    walker.go(f"/office/items/{item.pk}/steps/approve_secrecy/")
    for code in review_points():
        walker.fill(checked=code)
    walker.press("保密审查通过")
    walker.page.wait_for_url(f"**/office/items/{item.pk}/")


def step(walker: Walker, item: InformationItem, code: str, name: str, **fields: object) -> None:
    walker.go(f"/office/items/{item.pk}/steps/{code}/")
    walker.fill(**fields)
    walker.press(name)
    walker.page.wait_for_url(f"**/office/items/{item.pk}/")
