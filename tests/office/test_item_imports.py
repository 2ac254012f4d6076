"""批量迁入 in the office: upload, look at what is wrong, confirm, look again, take back; without a script."""

import io
import json
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body, User
from gongkai.office.items.import_tasks import work_on_import
from gongkai.publishing import actions
from gongkai.publishing.actions import taking_over
from gongkai.publishing.models import ImportLine, InformationItem, ItemImport, SecretRefusal
from gongkai.rules.roles import Role
from gongkai.search.engine import SearchQuery, engine
from tests.factories import Staff, make_column, make_user
from tests.office.conftest import LogIn, words

pytestmark = pytest.mark.django_db
LIST = "office:items_imports"


@pytest.fixture
def browser(bureau: Body, staff: Staff, log_in: LogIn, monday: date) -> Client:
    make_column(body=bureau, name="通知公告", slug="tzgg")
    return log_in(staff.office_head)


def row(number: int, **facts: Any) -> dict[str, Any]:
    return {
        "source_id": f"old-{number}",
        "title": f"关于第{number}批稳岗返还的通知",
        "body": "<p>按照规定办理。</p>",
        "column": "通知公告",
        "formed_on": "2021-03-01",
        "published_on": "2021-03-08",
        **facts,
    }


def lines(*rows: dict[str, Any]) -> ContentFile[bytes]:
    text = "\n".join(json.dumps(each, ensure_ascii=False) for each in rows)
    return ContentFile(text.encode(), name="旧网站.jsonl")


def uploaded(browser: Client, *rows: dict[str, Any]) -> str:
    """Upload rows, and return the address of the import."""
    answer = browser.post(reverse(LIST), {"file": lines(*rows)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_template_is_filled_in_and_taken(browser: Client) -> None:
    sent = browser.get(reverse("office:items_import_template"))
    book = openpyxl.load_workbook(io.BytesIO(sent.getvalue()))
    sheet, notes = book.worksheets
    heads = [cell.value for cell in sheet[1]]
    assert heads[:3] == ["原系统编号*", "名称*", "栏目*"]
    assert [line[0] for line in notes.iter_rows(min_row=2, values_only=True)] == [
        str(head).rstrip("*") for head in heads
    ]
    sheet.append(["7", "稳岗返还办法", "通知公告", "2021年3月1日", "2021-03-08", "按照规定办理。"])
    filled = io.BytesIO()
    book.save(filled)

    answer = browser.post(reverse(LIST), {"file": ContentFile(filled.getvalue(), name="旧网站.xlsx")})

    assert "稳岗返还办法" in words(browser.get(answer["Location"]))
    assert ItemImport.objects.get().state == ItemImport.State.READY


def test_from_the_file_to_the_public_and_back(browser: Client) -> None:
    page = uploaded(browser, row(1), row(2, body="联系人手机13800138000。"), row(3, column="无此栏目"))
    before = words(browser.get(page))
    assert "可以公开 1 条 作为草稿 1 条" in before
    assert "有误 1 行" in before
    assert "没有栏目“无此栏目”" in before
    assert "关于第1批稳岗返还的通知" in before
    assert not InformationItem.objects.exists()

    browser.post(page, {"start": "1"})

    after = words(browser.get(page))
    assert "已迁入" in after
    assert "公开 1 条 作为草稿 1 条" in after
    item = InformationItem.objects.get(source_id="old-1")
    assert item.live
    assert engine().query(SearchQuery("稳岗返还")).total == 1
    assert f'href="/office/items/{item.pk}/"' in browser.get(page).content.decode()
    assert not ItemImport.objects.get().file

    browser.post(page, {"undo": "1"})

    assert "已撤回" in words(browser.get(page))
    assert "草稿已删除" in words(browser.get(page))
    assert not InformationItem.objects.live().exists()
    assert engine().query(SearchQuery("稳岗返还")).total == 0
    assert list(InformationItem.objects.values_list("pk", flat=True)) == [item.pk]  # withdrawn, and why
    again = uploaded(browser, row(1, title="改正以后的通知"))
    browser.post(again, {"start": "1"})
    assert InformationItem.objects.live().get().title == "改正以后的通知"


def test_what_was_worked_on_is_not_taken_back(browser: Client, staff: Staff, monday: date) -> None:
    page = uploaded(browser, row(1), row(2))
    browser.post(page, {"start": "1"})
    item = InformationItem.objects.get(source_id="old-1")
    actions.recatalogue_item(item, opinion="归类", genre="通知", by=staff.office_head, on=monday)

    browser.post(page, {"undo": "1"})

    assert [each.source_id for each in InformationItem.objects.live()] == ["old-1"]
    assert "迁入以后又办理过（调整编目），请逐条办理" in words(browser.get(page))


def test_a_mark_of_secrecy_refuses_the_whole_file(browser: Client) -> None:
    page = uploaded(browser, row(1), row(2, body="<p>机密★10年</p><p>内容。</p>"))

    assert "第2行" in words(browser.get(page))
    assert "整个文件已经拒收并删除" in words(browser.get(page))
    batch = ItemImport.objects.get()
    assert (batch.state, bool(batch.file), batch.lines.count()) == ("refused", False, 0)
    assert SecretRefusal.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.jsonl", b" ", "文件里没有信息"),
        ("旧网站.csv", "标题\n办法".encode(), "缺少原系统编号（source_id）"),
        ("旧网站.json", "{不是".encode(), "不是一行完整的JSON"),
    ],
)
def test_what_cannot_be_read_says_why(browser: Client, name: str, data: bytes, told: str) -> None:
    answer = browser.post(reverse(LIST), {"file": ContentFile(data, name=name)}, follow=True)

    assert told in words(answer)


def test_a_file_that_is_too_long_goes_by_the_command(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_over, "MOST", 1)

    assert "请拆开，或者由管理员用命令导入" in words(browser.get(uploaded(browser, row(1), row(2))))


def test_the_wrong_rows_come_as_a_sheet(browser: Client) -> None:
    page = uploaded(browser, row(1), row(2, title=""), row(3, body="手机13800138000"))

    answer = browser.get(f"{page}rows.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    told = [line[:4] for line in sheet.iter_rows(values_only=True)]
    assert told == [
        ("行", "原系统编号", "名称", "结果"),
        (2, "old-2", None, "有误"),
        (3, "old-3", "关于第3批稳岗返还的通知", "作为草稿"),
    ]


def test_an_interrupted_run_goes_on(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = uploaded(browser, row(1), row(2), row(3, title=""))
    batch = ItemImport.objects.get()
    taking_over.start_import(batch, by=batch.by, on=batch.on)
    monkeypatch.setattr(taking_over, "_say", _full_disk)
    with pytest.raises(OSError, match="磁盘已满"):
        taking_over.run_item_import(ItemImport.objects.get(), lambda _keys: None)
    ImportLine.objects.filter(row=2).delete()  # as if the machine had stopped before it was written
    monkeypatch.undo()
    assert "磁盘已满" in words(browser.get(page))

    browser.post(page, {"resume": "1"})

    batch.refresh_from_db()
    assert (batch.state, batch.problem, batch.count("written")) == ("done", "", 2)
    assert InformationItem.objects.live().count() == 2
    assert list(batch.lines.values_list("row", "outcome")) == [
        (1, "published"),
        (2, "published"),
        (3, "fault"),
    ]
    assert engine().query(SearchQuery("稳岗返还")).total == 2


def _full_disk(*_: object) -> None:
    raise OSError("磁盘已满")


def test_only_what_stands_still_goes_on(browser: Client) -> None:
    uploaded(browser, row(1))
    batch = ItemImport.objects.get()
    batch.state = ItemImport.State.RUNNING
    batch.save()

    told = browser.post(f"{reverse(LIST)}{batch.pk}/", {"resume": "1"}, follow=True).content.decode()

    assert "这次迁入正在迁入，不用接着做" in told
    assert not batch.is_stuck(batch.moved_at + timedelta(minutes=1))
    assert batch.is_stuck(batch.moved_at + timedelta(minutes=4))


def test_what_nobody_confirms_goes_with_its_file(browser: Client) -> None:
    uploaded(browser, row(1))
    batch = ItemImport.objects.get()

    assert not taking_over.drop_left_imports(before=batch.moved_at)
    assert taking_over.drop_left_imports(before=batch.moved_at + timedelta(days=30)) == ["旧网站.jsonl"]

    batch.refresh_from_db()
    assert (batch.state, bool(batch.file), batch.lines.count()) == ("dropped", False, 0)


def test_an_editor_checks_and_the_head_confirms(browser: Client, staff: Staff, log_in: LogIn) -> None:
    editor: User = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, full_name="刘编辑")
    desk = log_in(editor)
    page = uploaded(desk, row(1))
    assert "由政府信息公开工作机构负责人在这一页确认" in words(desk.get(page))

    answer = desk.post(page, {"start": "1"}, follow=True)

    assert "立即公开，不再经过审查" in answer.content.decode()
    assert not InformationItem.objects.exists()
    desk.post(page, {"drop": "1"})
    assert "已放弃" in words(desk.get(reverse(LIST)))
    work_on_import.enqueue(ItemImport.objects.get().pk)  # a task that comes late does nothing
    assert not InformationItem.objects.exists()
