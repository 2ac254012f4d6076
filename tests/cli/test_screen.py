"""`gongkai screen`: what it prints and how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


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
