"""`gongkai import-items FOLDER`: the pages of an old site come over, are looked into, and old links go on."""

import io
import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.publishing import actions
from gongkai.publishing.models import Attachment, InformationItem, ItemCheck, SecretRefusal
from gongkai.publishing.states import State
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_user
from tests.publishing.old_site import TEXT, make_old_site, page

pytestmark = pytest.mark.django_db
CARD = "11010519491231002X"


@pytest.fixture
def body() -> Body:
    body = make_body(code="haicheng", name="海城市人力资源和社会保障局")
    top = make_column(body=body, name="法定主动公开内容", slug="statutory")
    make_column(parent=top, name="就业", slug="jobs")
    make_column(parent=top, name="通知", slug="notices")
    return body


def run(folder: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("import_items", str(folder), "--json", *options, stdout=out, stderr=io.StringIO())
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def one(folder: Path, html: str | bytes, *options: str, name: str = "t1.html") -> dict[str, Any]:
    (folder / name).write_bytes(html if isinstance(html, bytes) else html.encode())
    return run(folder, *options)


def test_pages_of_three_systems_come_over_whole(body: Body, tmp_path: Path) -> None:
    result = run(make_old_site(tmp_path))

    assert (result["imported"], result["passed"], result["faults"]) == (3, {"目录页": 1}, [])
    tagged = InformationItem.objects.get(source_id="zwgk/tz/t1.html")
    assert (tagged.title, tagged.column.slug, tagged.doc_no) == (
        *("关于稳岗返还的通知", "notices", "海人社发〔2021〕7号"),
    )
    assert (tagged.published_on, tagged.formed_on) == (date(2021, 3, 8), date(2021, 3, 1))
    assert tagged.content_source == "就业促进科"
    assert "分享到" not in tagged.plain_text
    assert "网站地图" not in tagged.plain_text
    tables = InformationItem.objects.get(source_id="jy/sy.htm")
    assert (tables.title, tables.column.slug, tables.published_on) == (
        *("失业保险办事须知", "jobs", date(2015, 6, 3)),
    )
    assert tables.plain_text == f"{TEXT}\n办理地点：市民之家二楼。\n{TEXT}"
    headed = InformationItem.objects.get(source_id="zwgk/gs/t2.html")
    assert (headed.index_no, headed.doc_no, headed.validity) == (
        *("014416330/2018-04736", "海人社告〔2018〕3号", "in_force"),
    )
    assert (headed.formed_on, headed.published_on) == (date(2018, 5, 2), date(2018, 5, 9))


def test_files_and_pictures_stand_at_their_new_addresses(body: Body, tmp_path: Path, client: Client) -> None:
    run(make_old_site(tmp_path))

    item = InformationItem.objects.get(source_id="zwgk/tz/t1.html")
    form, picture = item.attachments.order_by("order")
    assert (form.name, picture.name) == ("P020210308.pdf", "流程.png")
    assert f'href="/i/{item.pk}/files/{form.pk}/P020210308.pdf"' in item.content
    shown = client.get(f"/i/{item.pk}/files/{picture.pk}/流程.png")
    assert b"".join(shown)[:4] == b"\x89PNG"
    assert 'href="/zwgk/gs/t2.html"' in item.content
    assert 'href="http://www.gov.cn/x.html"' in item.content


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("/zwgk/tz/t1.html", "zwgk/tz/t1.html"),
        ("/zwgk/tz/t1.html?from=timeline", "zwgk/tz/t1.html"),
        ("/jy/sy.htm", "jy/sy.htm"),
    ],
)
def test_an_old_link_leads_to_the_new_page(
    body: Body, tmp_path: Path, client: Client, old: str, name: str
) -> None:
    run(make_old_site(tmp_path))

    answer = client.get(old)

    assert answer.status_code == 301
    assert answer["Location"] == f"/i/{InformationItem.objects.get(source_id=name).pk}.html"


def test_an_old_link_to_a_file_leads_to_the_file_and_a_withdrawn_one_is_gone(
    body: Body, tmp_path: Path, client: Client
) -> None:
    run(make_old_site(tmp_path))
    file = Attachment.objects.get(name="P020210308.pdf")
    old = "/zwgk/tz/P020210308.pdf"
    before = client.get(old)["Location"]

    leader = make_user(role=Role.LEADER, body=body)
    actions.withdraw_item(file.item, reason="内容有误", by=leader, on=date(2026, 3, 2))

    assert before == f"/i/{file.item_id}/files/{file.pk}/P020210308.pdf"
    assert client.get(old)["Location"] == f"/i/{file.item_id}.html"
    assert client.get(old, follow=True).status_code == 410
    assert client.get("/zwgk/tz/other.pdf").status_code == 404


def test_a_second_run_changes_nothing_and_goes_on_with_what_is_new(body: Body, tmp_path: Path) -> None:
    run(make_old_site(tmp_path))

    result = one(tmp_path, page(f"<p>{TEXT}</p>", title="新增的公示"))

    assert (result["imported"], result["already_there"]) == (1, 3)
    assert InformationItem.objects.count() == 4


def test_a_check_writes_nothing_and_the_preview_has_every_row(body: Body, tmp_path: Path) -> None:
    sheet = tmp_path / "预览.xlsx"
    (make_old_site(tmp_path) / "zzz.html").write_text(
        "<html><body><p>没有日期的网页，只有一段文字在这里。</p></body></html>"
    )

    result = run(tmp_path, "--check", "--preview", str(sheet))

    assert (result["importable"], InformationItem.objects.exists()) == (3, False)
    rows = list(openpyxl.load_workbook(sheet).worksheets[0].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["可以公开", "可以公开", "可以公开", "有误"]
    assert rows[-1][3] == "找不到标题、发布日期、栏目，请在 site.toml 里写明"


def test_the_rules_of_a_site_come_before_what_is_usual(body: Body, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(
        'column = "通知"\n[places]\ntitle = ".biaoti"\npublished_on = ["#rq"]\n'
        'body = ".nr"\ndrop = [".nr .zw"]\n'
    )

    result = one(
        tmp_path,
        f"<html><body><h1>海城市人社局</h1><p class='biaoti'>真正的标题</p><i id='rq'>2019年5月6日</i>"
        f"<div class='nr'><p>{TEXT}</p><p class='zw'>扫码关注</p></div></body></html>",
    )

    item = InformationItem.objects.get()
    assert result["imported"] == 1
    assert (item.title, item.published_on, item.plain_text) == ("真正的标题", date(2019, 5, 6), TEXT)


def test_a_mark_of_secrecy_refuses_the_row_and_keeps_its_hash_alone(body: Body, tmp_path: Path) -> None:
    result = one(tmp_path, page("<p>机密★10年</p><p>绝不外传的内容</p>"))

    assert result["imported"] == 0
    assert result["faults"][0]["fault"].startswith("发现密级标志，没有导入")
    assert not InformationItem.objects.exists()
    assert "绝不外传" not in json.dumps(result, ensure_ascii=False)
    assert SecretRefusal.objects.count() == 1


def test_personal_data_make_a_draft_with_its_check(body: Body, tmp_path: Path, client: Client) -> None:
    result = one(tmp_path, page(f"<p>张三，身份证号：{CARD}</p>"))

    item = InformationItem.objects.get()
    assert (result["imported"], result["held"]) == (0, 1)
    assert (item.state, item.live, item.published_on) == (State.DRAFT, False, date(2020, 1, 2))
    assert client.get(f"/i/{item.pk}.html").status_code == 404
    assert "身份证件号码" in result["findings"][0]["found"]
    assert CARD not in json.dumps(result)
    assert ItemCheck.objects.get(item=item).is_finished


def test_personal_data_in_a_file_count_as_well(body: Body, tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text(f"张三 身份证号：{CARD}")

    result = one(tmp_path, page(f"<p>{TEXT}</p><p><a href='名单.txt'>名单</a></p>"))

    assert result["held"] == 1
    assert "名单.txt" in result["findings"][0]["found"]
    assert not Attachment.objects.get().live


def test_personal_data_may_be_told_only(body: Body, tmp_path: Path) -> None:
    result = one(tmp_path, page(f"<p>张三，身份证号：{CARD}</p>"), "--publish-findings")

    assert (result["imported"], result["held"], len(result["findings"])) == (1, 0, 1)
    assert InformationItem.objects.get().live


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (page(f"<p>{TEXT}</p>", published="2021-02-30"), "发布日期不是日期：2021-02-30"),
        (page(f"<p>{TEXT}</p>", published="2999-01-01"), "发布日期2999-01-01在今天以后"),
        (page(f"<p>{TEXT}</p>", title="长" * 201), "“名称”超过200字"),
        (page(f"<p>{TEXT}<a href='没有.pdf'>附件</a></p>"), "找不到附件“/没有.pdf”"),
        (page(f"<p>{TEXT}<a href='../../../etc/x.txt'>附件</a></p>"), "找不到附件“/etc/x.txt”"),
        (b"", "网页是空的，或者已经损坏"),
        (b"\xff\xfe\x00", "找不到标题、发布日期、栏目，请在 site.toml 里写明"),
        (bytes(range(128, 256)) * 60, "文字编码不认识，请在 site.toml 里写明 encoding"),
        (b"<p>" * (2 * 2**20), "网页有6 MB，超过4 MB，没有读"),
    ],
)
def test_what_is_wrong_with_a_page_is_one_clear_line(
    body: Body, tmp_path: Path, html: str | bytes, fault: str
) -> None:
    result = one(tmp_path, html)

    assert [each["fault"] for each in result["faults"]] == [fault]


@pytest.mark.parametrize(
    "html",
    [
        page("<div>" * 60_000 + TEXT),
        page(f"<p>{TEXT}<b><i><table><tr><td>没有关上"),
        page("<table>" + "<tr><td>甲<td>乙" * 20_000 + "</table>"),
        page(f"<p>{TEXT}" + "<a href='" * 5_000),
        page(f"<p>{TEXT}<a href='http://[::1/x'>坏链接</a><a href='//%%%'>坏</a></p>"),
    ],
)
def test_broken_pages_come_over_in_bounded_time(body: Body, tmp_path: Path, html: str) -> None:
    result = one(tmp_path, html)

    assert result["read"] == 1


def test_a_link_out_of_the_folder_is_not_followed(body: Body, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "secret.html").write_text(page(f"<p>{TEXT}</p>"))
    (folder / "t.html").symlink_to(tmp_path / "secret.html")

    assert run(folder)["faults"][0]["fault"] == "网页在文件夹以外"


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("title =", "网站规则读不了"),
        ('[places]\ntitel = "h1"', "不认识的位置：titel"),
        ('[places]\ntitle = "h1 > b"', "看不懂这个位置：h1 > b"),
        ('[places]\ntitle = "//h1["', "看不懂这个位置"),
        ("adress = 'x'", "不认识的字段：adress"),
    ],
)
def test_rules_that_nobody_can_read_are_one_line(body: Body, tmp_path: Path, rules: str, reason: str) -> None:
    (tmp_path / "site.toml").write_text(rules)
    (tmp_path / "t.html").write_text(page(f"<p>{TEXT}</p>"))

    with pytest.raises(CommandError, match=reason) as ended:
        call_command("import_items", str(tmp_path), stderr=io.StringIO())

    assert ended.value.returncode == 2
    assert "\n" not in str(ended.value)


def test_an_empty_folder_is_one_line(body: Body, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="文件夹里没有网页"):
        call_command("import_items", str(tmp_path), stderr=io.StringIO())


def test_drafts_belong_to_whoever_imports(body: Body, tmp_path: Path) -> None:
    officer = make_user(role=Role.INFORMATION_OFFICER, body=body, username="editor")
    one(tmp_path, page(f"<p>张三，身份证号：{CARD}</p>"), "--by", "editor")

    waiting = InformationItem.objects.of(body).awaiting(officer, date(2026, 3, 2))

    assert [item.author for item in waiting] == [officer]
    with pytest.raises(CommandError, match="没有用户 nobody"):
        call_command("import_items", str(tmp_path), "--by", "nobody", stderr=io.StringIO())
