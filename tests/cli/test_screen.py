"""`gongkai screen`: what it prints and how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.publishing.models.screening import ScreeningPolicy
from tests.factories import make_body


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "公示.txt"
    file.write_text(
        "拟聘用人员公示\n张伟，身份证号11010519491231002X，咨询电话0851-86831234\n", encoding="utf-8"
    )
    return file


def test_it_names_each_hit_without_its_number(notice: Path) -> None:
    out = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("screen", str(notice), "--json", stdout=out)

    (document,) = json.loads(out.getvalue())
    assert ended.value.code == 1
    assert document["file"] == str(notice)
    assert [(hit["kind"], hit["severity"], hit["where"], hit["masked"]) for hit in document["hits"]] == [
        ("id_card", "block", "body:2", "110105********002X"),
        ("landline", "info", "body:2", "0851-8683****"),
    ]
    assert "11010519491231002X" not in out.getvalue()


def test_people_read_where_and_what_to_do(notice: Path) -> None:
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("screen", str(notice), stdout=out)

    assert "禁止发布  身份证件号码  body:2" in out.getvalue()
    assert out.getvalue().rstrip().endswith("词表和规则不能证明没有问题，发布前仍须人工审查。")


def test_a_clean_file_ends_well(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text("关于做好工伤预防工作的通知\n", encoding="utf-8")
    out = StringIO()

    call_command("screen", str(file), stdout=out)

    assert "没有发现" in out.getvalue()


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"打不开文件 .*没有\.docx") as refused:
        call_command("screen", str(tmp_path / "没有.docx"), stdout=StringIO())

    assert refused.value.returncode == 2


def test_a_folder_is_looked_through_but_for_hidden_files(tmp_path: Path, notice: Path) -> None:
    inner = tmp_path / "附件"
    inner.mkdir()
    (inner / "说明.html").write_text("<p>请于工作日办理。</p>", encoding="utf-8")
    (tmp_path / ".缓存.txt").write_text("手机13812345678", encoding="utf-8")
    (inner / "~$公示.docx").write_bytes(b"lock")
    out, told = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("screen", str(tmp_path), stdout=out, stderr=told)

    assert ended.value.code == 1
    assert "共2个文件，其中1个有禁止发布的内容。" in out.getvalue()
    assert "缓存" not in out.getvalue()
    assert told.getvalue() == ""


def test_who_looks_on_at_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("甲.html", "乙.html"):
        (tmp_path / name).write_text("<p>请于工作日办理。</p>", encoding="utf-8")
    told = Terminal()

    call_command("screen", str(tmp_path), stdout=StringIO(), stderr=told)

    assert "检查 2/2" in told.getvalue()


def test_a_file_that_cannot_be_looked_into_hides_no_other(tmp_path: Path, notice: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    out = StringIO()

    with pytest.raises(CommandError, match=r"坏\.docx.*损坏") as refused:
        call_command("screen", str(tmp_path), "--json", stdout=out, stderr=StringIO())

    found = {Path(each["file"]).name: each for each in json.loads(out.getvalue())}
    assert refused.value.returncode == 2
    assert len(found["公示.txt"]["hits"]) == 2
    assert found["坏.docx"]["hits"] == []
    assert "损坏" in found["坏.docx"]["unread"][0]


def test_an_empty_folder_is_no_clean_result(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有可以检查的文件") as refused:
        call_command("screen", str(tmp_path), stdout=StringIO())

    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_a_body_is_checked_by_its_own_settings(tmp_path: Path) -> None:
    body = make_body(code="bureau")
    ScreeningPolicy.objects.create(body=body, phones="13812345678")
    file = tmp_path / "公告.txt"
    file.write_text("值班手机13812345678\n", encoding="utf-8")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("screen", str(file), "--json", stdout=StringIO())
    call_command("screen", str(file), "--json", "--body", "bureau", stdout=out)

    assert json.loads(out.getvalue())[0]["hits"] == []


@pytest.mark.django_db
def test_an_unknown_body_is_named(tmp_path: Path, notice: Path) -> None:
    with pytest.raises(CommandError, match="没有代码为 nobody 的机关") as refused:
        call_command("screen", str(notice), "--body", "nobody", stdout=StringIO())

    assert refused.value.returncode == 2


def test_it_names_the_picture_whose_words_say_too_much(tmp_path: Path) -> None:
    page = tmp_path / "旧页.html"
    said = '<img src="a.png" alt="流程图"><img src="b.png" alt="张伟，身份证号11010519491231002X">'
    page.write_text(f'<html><body><p>见图{said}</p><a href="tel:13812345678">电话</a></body></html>', "utf-8")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("screen", str(page), "--json", stdout=out)

    (document,) = json.loads(out.getvalue())
    found = [(hit["kind"], hit["where"], hit["masked"]) for hit in document["hits"]]
    assert found == [("id_card", "picture 2", "110105********002X"), ("mobile", "link 1", "138****5678")]
