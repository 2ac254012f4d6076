"""`gongkai COMMAND …`: whatever is called wrongly is told in one line, with exit 2 and nothing on stdout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, get_commands
from django.core.management.base import BaseCommand
from django.db import OperationalError

from gongkai.cli import entry
from gongkai.cli.usage import Commands


def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["gongkai", *arguments])
    with pytest.raises(SystemExit) as caught:
        entry.main()
    told = capsys.readouterr()
    assert (caught.value.code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    return told.err.strip()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["due"], "gongkai: 缺少 DATE。用法见 gongkai due --help"),
        (["due", "2026-02-02", "--nope"], "gongkai: 不认识 --nope。用法见 gongkai due --help"),
        (["due", "2026-02-02", "--rule"], "gongkai: --rule 后面缺少内容。用法见 gongkai due --help"),
        (["report", "去年"], "gongkai: YEAR 应为整数，不能是“去年”。用法见 gongkai report --help"),
        (["tick", "--on", "明天"], "gongkai: --on 不能是“明天”。用法见 gongkai tick --help"),
        (["read-report"], "gongkai: 缺少 FILE。用法见 gongkai read-report --help"),
        (["no-such"], "gongkai: 没有命令“no-such”，gongkai help 列出所有命令。"),
    ],
)
def test_a_wrong_call_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(capsys, monkeypatch, *arguments) == said


def test_a_choice_that_there_is_not_names_those_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused(capsys, monkeypatch, "report", "2025", "--to", "odt")

    assert said.startswith("gongkai: --to 不能是“odt”，可以是 ")
    assert "docx" in said


def test_every_command_refuses_what_it_does_not_take_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [name for name, app in get_commands().items() if app == "gongkai.cli"]

    for name in ours:
        said = refused(capsys, monkeypatch, name, "--no-such-option")
        assert said.endswith(f"。用法见 gongkai {name.replace('_', '-')} --help")
    assert len(ours) > 10


def test_what_is_interrupted_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(self: Commands) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Commands, "execute", interrupt)

    assert refused(capsys, monkeypatch, "rebuild-search") == "gongkai: 已中断。"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["due", "昨天", "--json"], "gongkai: “昨天”不是日期，应当像 2026-03-02"),
        (["due", "2026-02-02", "--rule", "xyz", "--json"], "gongkai: 没有这条期限规则：xyz"),
        (["due", "2026-02-02", "--event", "lost:2026-02-03", "--json"], "gongkai: 不认识的事件“lost”"),
        (["read-report", "/没有.html", "--json"], "gongkai: /没有.html：没有这个文件。"),
        (["screen", "/没有的文件夹/..", "--body", "nobody", "--json"], "gongkai: 没有代码为 nobody 的机关"),
        (["report", "2025", "--body", "nobody", "--to", "json"], "gongkai: 没有代码为“nobody”的机关。"),
        (["report", "2025", "--to", "pdf"], "gongkai: PDF 请用 -o 指定要写入的文件。"),
        (["search", "就业", "--column", "没有", "--json"], "gongkai: 没有栏目“没有”"),
        (["search", "就业", "--body", "nobody", "--json"], "gongkai: 没有代码为 nobody 的机关"),
        (["search", "就业", "--limit", "0"], "gongkai: --limit 不能是“0”。用法见 gongkai search --help"),
        (["import-items", "/没有.jsonl", "--body", "nobody"], "gongkai: 没有代码为 nobody 的机关"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_begins_with_our_name(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(capsys, monkeypatch, *arguments).startswith(said)


def told_of(
    error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *options: str
) -> str:
    def fail(self: BaseCommand, *arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(BaseCommand, "execute", fail)
    return refused(capsys, monkeypatch, "rebuild-search", *options)


def test_several_reasons_are_still_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = CommandError("甲：坏了\n乙：坏了", returncode=2)

    assert told_of(error, capsys, monkeypatch) == "gongkai: 甲：坏了；乙：坏了"


def test_a_database_without_tables_is_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OperationalError("no such table: bodies_body")

    assert told_of(error, capsys, monkeypatch).endswith("请先运行 gongkai migrate。")


def test_a_database_that_does_not_open_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OperationalError("file is not a database\nmore")

    assert told_of(error, capsys, monkeypatch) == "gongkai: 数据库不可用：file is not a database"


def test_a_fault_of_the_program_is_not_taken_for_a_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told_of(ZeroDivisionError("division by zero"), capsys, monkeypatch)

    assert said.startswith("gongkai: 程序出错（ZeroDivisionError：division by zero）")
    assert "--traceback" in said


def test_a_fault_is_shown_in_full_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (ZeroDivisionError(), CommandError("坏了", returncode=2)):
        with pytest.raises(type(error)):
            raising(error, monkeypatch)


def raising(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: BaseCommand, *arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(BaseCommand, "execute", fail)
    monkeypatch.setattr(sys, "argv", ["gongkai", "rebuild-search", "--traceback"])
    entry.main()


def test_who_reads_no_further_gets_one_line_and_no_traceback(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "gongkai.cli.entry", "due", "2026-02-02", "--json"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "GONGKAI_HOME": str(tmp_path),
        },
        text=True,
        check=False,
    )
    os.close(writer)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "gongkai: 输出没有写完：接收的一方已经关闭。"
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
