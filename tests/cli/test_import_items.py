"""`gongkai import-items`: what an old system had published comes over once, and is found at once."""

import csv
import io
import json
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from gongkai.bodies.models import Body
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.states import State
from gongkai.search.engine import SearchQuery, engine
from tests.factories import make_body, make_column
from tests.publishing.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    body = make_body(code="haicheng")
    top = make_column(body=body, name="法定主动公开内容", slug="statutory")
    make_column(parent=top, name="就业", slug="jobs")
    make_column(parent=top, name="通知", slug="notices")
    make_column(body=body, name="通知", slug="news")
    return body


def row(number: int, **facts: Any) -> dict[str, Any]:
    return {
        "source_id": f"old-{number}",
        "title": f"关于第{number}批稳岗返还的通知",
        "body": "<p style='color:red'>按照规定办理。</p>",
        "column": "就业",
        "formed_on": "2021-03-01",
        "published_on": "2021-03-08 09:30:00",
        **facts,
    }


def lines(folder: Path, *rows: dict[str, Any], name: str = "old.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def run(path: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("import_items", str(path), "--json", *options, stdout=out, stderr=io.StringIO())
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def found(text: str) -> int:
    return engine().query(SearchQuery(text)).total


def test_items_are_live_and_found_at_once(body: Body, tmp_path: Path) -> None:
    result = run(lines(tmp_path, row(1, doc_no="海人社发[2021]7号", topic="就业"), row(2)))

    assert (result["read"], result["imported"], result["held"], result["already_there"]) == (2, 2, 0, 0)
    assert (result["passed"], result["findings"], result["faults"]) == ({}, [], [])
    item = InformationItem.objects.get(source_id="old-1")
    assert (item.live, item.state, item.body) == (True, State.PUBLISHED, body)
    assert (item.formed_on, item.published_on) == (date(2021, 3, 1), date(2021, 3, 8))
    assert item.published_at and item.published_at.astimezone().isoformat().startswith("2021-03-08T09:30")  # noqa: PT018
    assert (item.content, item.summary) == ("<p>按照规定办理。</p>", "按照规定办理。")
    assert (item.doc_no, item.topic_class, item.column.slug) == ("海人社发〔2021〕7号", "就业", "jobs")
    assert item.publish_due_on == date(2021, 3, 29)
    assert found("稳岗返还") == 2


def test_faults_are_exit_one(body: Body, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_items", str(lines(tmp_path, row(1, title=""))), stderr=io.StringIO())

    assert ended.value.code == 1


def test_a_second_run_changes_nothing(body: Body, tmp_path: Path) -> None:
    path = lines(tmp_path, row(1), row(2))
    run(path)

    result = run(lines(tmp_path, row(1, title="别的标题"), row(2), row(3)))

    assert (result["imported"], result["already_there"]) == (1, 2)
    assert InformationItem.objects.get(source_id="old-1").title == "关于第1批稳岗返还的通知"


def test_a_check_writes_nothing(body: Body, tmp_path: Path) -> None:
    result = run(lines(tmp_path, row(1), row(2, column="没有的栏目")), "--check")

    assert result["importable"] == 1
    assert result["faults"] == [{"row": 2, "source_id": "old-2", "fault": "没有栏目“没有的栏目”"}]
    assert not InformationItem.objects.exists()


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"title": ""}, "缺少名称（title）"),
        ({"source_id": None}, "缺少原系统编号（source_id）"),
        ({"title": "长" * 201}, "“名称”超过200字"),
        ({"formed_on": "去年"}, "成文日期（formed_on）不是日期：去年"),
        ({"formed_on": "2021-02-30"}, "成文日期（formed_on）不是日期：2021-02-30"),
        ({"published_on": "2021-02-01"}, "发布日期2021-02-01早于成文日期2021-03-01"),
        ({"column": "通知"}, "有几个栏目叫“通知”，请写完整路径"),
        ({"body": "", "attachments": []}, "没有正文，也没有附件"),
        ({"attachments": ["files/没有.pdf"]}, "找不到附件“files/没有.pdf”"),
        ({"attachments": ["../../etc/passwd"]}, "找不到附件“../../etc/passwd”"),
        (
            {"validity": "有点效"},
            "有效性（validity）不能是“有点效”，可以是不适用、有效、已修改、失效、废止",
        ),
        ({"disclosure_mode": "不予公开"}, "公开属性不是“主动公开”，不导入公开平台"),
        (
            {"title": "", "column": "无", "formed_on": "x"},
            "缺少名称（title）；成文日期（formed_on）不是日期：x；没有栏目“无”",
        ),
    ],
)
def test_faults_are_told_by_row_and_the_rest_is_imported(
    body: Body, tmp_path: Path, facts: dict[str, Any], fault: str
) -> None:
    result = run(lines(tmp_path, row(1), row(2, **facts), row(3)))

    assert [one["fault"] for one in result["faults"]] == [fault]
    assert result["faults"][0]["row"] == 2
    assert InformationItem.objects.count() == 2


def test_a_monstrous_row_holds_up_no_other(body: Body, tmp_path: Path) -> None:
    rows = [
        row(1),
        row(2, body="<p>" + "很长的正文。" * 400_000 + "</p>"),
        row(3, body="<div>" * 200_000 + "深处的正文"),
        row(4, body="市路1号王" * 20_000),
        row(5),
    ]
    begun = monotonic()

    found = run(lines(tmp_path, *rows))

    assert [(fault["source_id"], fault["fault"]) for fault in found["faults"]] == [
        ("old-2", "正文超过200万字，请拆开，或者作为附件导入")
    ]
    assert set(InformationItem.objects.live().values_list("source_id", flat=True)) >= {
        "old-1",
        "old-3",
        "old-5",
    }
    assert InformationItem.objects.get(source_id="old-3").plain_text == "深处的正文"
    assert monotonic() - begun < 60


def test_columns_by_path_of_names_or_of_slugs(body: Body, tmp_path: Path) -> None:
    run(
        lines(
            tmp_path,
            row(1, column="法定主动公开内容/通知"),
            row(2, column="statutory/jobs"),
            row(3, column="news"),
        )
    )

    assert [item.column.path for item in InformationItem.objects.order_by("source_id")] == [
        *("/statutory/notices/", "/statutory/jobs/", "/news/")
    ]


def test_damaged_lines_and_doubles_are_told(body: Body, tmp_path: Path) -> None:
    path = lines(tmp_path, row(1), row(1), row(2, index_no="A/2021-1"), row(3, index_no="A/2021-1"))
    with path.open("a") as file:
        file.write('\n{"source_id": "old-9", "title\n[1]\n')

    result = run(path)

    assert result["imported"] == 2
    assert [one["row"] for one in result["faults"]] == [2, 4, 5, 6]
    assert result["faults"][0]["fault"] == "原系统编号 old-1 与第1行重复"
    assert result["faults"][1]["fault"] == "索引号 A/2021-1 与第3行重复"


def test_old_numbers_stay_and_new_ones_go_round_them(body: Body, tmp_path: Path) -> None:
    taken = f"{body.uscc}/2021-00002"

    run(lines(tmp_path, row(1), row(2), row(3, index_no=taken), row(4)))

    numbers = InformationItem.objects.order_by("source_id").values_list("index_no", flat=True)
    assert [number.rpartition("-")[2] for number in numbers if number] == ["00001", "00003", "00002", "00004"]


def test_a_number_of_another_item_is_told(body: Body, tmp_path: Path) -> None:
    staff = make_staff(body=body)
    item = staff.published()

    result = run(lines(tmp_path, row(1, index_no=item.index_no)))

    assert result["faults"][0]["fault"] == f"索引号 {item.index_no} 已经被其他信息使用"


def test_attachments_lie_beside_the_file(body: Body, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "申请表.txt").write_text("补贴申请表格式")
    (tmp_path / "附表.txt").write_text("附表")

    run(lines(tmp_path, row(1, attachments=["files/申请表.txt", "http://old.gov.cn/upload/2021/附表.txt"])))

    assert [attachment.name for attachment in Attachment.objects.live()] == ["申请表.txt", "附表.txt"]
    assert found("补贴申请表格式") == 1


def test_a_refused_attachment_leaves_its_row_out_and_nothing_on_disk(
    body: Body, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "表.txt").write_text("好的")
    (tmp_path / "病毒.docx").write_bytes(b"MZ\x90")

    result = run(lines(tmp_path, row(1, attachments="表.txt；病毒.docx"), row(2, attachments="表.txt")))

    assert result["faults"][0]["fault"] == "“病毒.docx”是可执行文件，不能上传。"
    assert [attachment.item.source_id for attachment in Attachment.objects.all()] == ["old-2"]
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1


def test_a_table_in_gb18030_and_a_sheet_say_the_same(body: Body, tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    with table.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, row(1))
        writer.writeheader()
        writer.writerow(row(1, body="第一段\n第二段", formed_on="2021年3月1日", published_on="2021/3/8"))
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(row(2)))
    facts = row(2, source_id=20210002, formed_on=datetime(2021, 3, 1), published_on=datetime(2021, 3, 8))  # noqa: DTZ001
    sheet.append(list(facts.values()))
    book.save(tmp_path / "old.xlsx")

    run(table)
    run(tmp_path / "old.xlsx")

    assert InformationItem.objects.get(source_id="old-1").content == "<p>第一段</p><p>第二段</p>"
    assert InformationItem.objects.get(source_id="20210002").published_on == date(2021, 3, 8)


def test_a_table_with_the_headings_of_officials_comes_over(body: Body, tmp_path: Path) -> None:
    heads = ["编号", "标题*", "所属栏目", "生成日期", "发布时间", "内容", "发文字号", "点击量"]
    days = ["2021年3月1日", "2021/3/8 9:30"]
    values = ["7", "稳岗返还办法", "就业", *days, "按照规定办理。", "海人社[2021]7号", "3"]
    table = tmp_path / "old.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, values])

    run(table)

    item = InformationItem.objects.get(source_id="7")
    assert (item.title, item.doc_no) == ("稳岗返还办法", "海人社〔2021〕7号")
    assert (item.formed_on, item.published_on) == (date(2021, 3, 1), date(2021, 3, 8))


def test_an_interrupted_run_is_completed_with_its_index(body: Body, tmp_path: Path) -> None:
    path = lines(tmp_path, row(1), row(2))
    run(path)
    with engine().writing() as index:
        index.remove(InformationItem.objects.values_list("pk", flat=True))

    run(path)

    assert found("稳岗返还") == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("没有.jsonl", None, "没有这个文件"),
        ("old.docx", b"x", "不认识这种文件：old.docx"),
        ("old.xlsx", b"not a sheet", "文件读不下去：old.xlsx"),
        ("old.csv", b"\xff\xff\xff\n", "文字编码不认识"),
        ("old.jsonl", b"", "文件里没有信息"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    body: Body, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError, match=reason) as ended:
        call_command("import_items", str(tmp_path / name), stderr=io.StringIO())

    assert ended.value.returncode == 2
    assert "\n" not in str(ended.value)


def test_a_workbook_with_a_broken_sheet_is_one_line(body: Body, tmp_path: Path) -> None:
    whole, path = io.BytesIO(), tmp_path / "old.xlsx"
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, b"<worksheet><sheetData><row" if "sheet1" in part else old.read(part))

    with pytest.raises(CommandError, match=r"文件读不下去：old\.xlsx"):
        call_command("import_items", str(path), stderr=io.StringIO())


def test_another_body_by_its_code(body: Body, tmp_path: Path) -> None:
    county = make_body(code="dongshan", parent=body)
    make_column(body=county, name="就业")

    run(lines(tmp_path, row(1)), "--body", "dongshan")

    assert InformationItem.objects.get().body == county
    with pytest.raises(CommandError, match="没有代码为 nowhere 的机关"):
        call_command("import_items", str(tmp_path / "old.jsonl"), "--body", "nowhere")
