"""An old system's items come over through the office, are found by the public, and are taken back."""

import json
from pathlib import Path

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from tests.factories import Staff
from tests.journeys.test_every_screen import look
from tests.journeys.walking import Walker

TITLE = "关于第{}批稳岗返还的通知"


def written(folder: Path) -> Path:
    """Write three rows: one that is right, one with a telephone number, one without a column."""
    rows = [
        {
            "source_id": f"old-{number}",
            "title": TITLE.format(number),
            "body": f"<p>{text}</p>",
            "column": column,
            "formed_on": "2021-03-01",
            "published_on": "2021-03-08",
            "old_url": f"http://old.example/zwgk/t20210308_{number}.html",
        }
        for number, text, column in (
            (1, "按照规定办理。", "normative-documents"),
            (2, "联系人手机13800138000。", "normative-documents"),
            (3, "按照规定办理。", "没有的栏目"),
        )
    ]
    path = folder / "旧网站.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_from_the_file_to_the_portal_and_back(
    walker: Walker, body: Body, columns: dict[str, Column], staff: Staff, tmp_path: Path
) -> None:
    walker.log_in(staff.office_head)
    walker.go("/office/items/?tab=all")
    walker.follow("批量迁入")
    walker.page.set_input_files("[name=file]", [written(tmp_path)])
    walker.press("上传并检查")
    page = walker.page.url.removeprefix(walker.site)
    assert "没有栏目“没有的栏目”" in walker.text
    assert TITLE.format(1) in walker.text
    assert "手机" in walker.text
    found = look(walker, ["/office/items/imports/", page], ".gk-office")
    walker.go(page)
    walker.press("迁入 2 条")
    assert "已迁入" in walker.text

    item = InformationItem.objects.live().get(source_id="old-1")
    assert walker.go(f"/i/{item.pk}.html") == 200
    assert walker.go("/zwgk/t20210308_1.html") == 200
    assert TITLE.format(1) in walker.text
    found += look(walker, [page], ".gk-office")

    walker.go(page)
    walker.follow("撤销这次迁入")
    walker.press("确认撤销")
    assert "草稿已删除" in walker.text
    assert walker.go(f"/i/{item.pk}.html") == 410
    found += look(walker, [page], ".gk-office")
    assert not found, "\n".join(found)
