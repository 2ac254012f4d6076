"""`gongkai read-report`：多个文件、文件夹，一个坏文件不妨碍其他，时间和内存有限。"""

import io
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gongkai.reports.reading import ReadReport, batch
from gongkai.reports.reading.batch import Answer, Asked, read_many
from tests.reports.reading.known import known_page

FILES = Path(__file__).parent.parent / "reports" / "files"
GOOD, BAD = known_page("y2021"), known_page("y2021").replace(">13612<", ">13611<")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a good report, one with a sum that does not hold, and a broken file."""
    below = tmp_path / "局办"
    below.mkdir()
    (tmp_path / "1.html").write_text(GOOD, "utf-8")
    (below / "2.html").write_text(BAD, "utf-8")
    (below / "3.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "~$1.docx").write_bytes(b"lock")
    (tmp_path / "notes.exe").write_bytes(b"MZ")
    return tmp_path


def printed(*arguments: str) -> Any:
    out = io.StringIO()
    with suppress(CommandError, SystemExit):
        call_command("read_report", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def code(*arguments: str) -> tuple[int, str]:
    """Return the exit code, and what is said on standard error."""
    try:
        call_command("read_report", *arguments, stdout=io.StringIO(), stderr=io.StringIO())
    except CommandError as refusal:
        return refusal.returncode, str(refusal)
    except SystemExit as stop:
        return int(stop.code or 0), ""
    return 0, ""


def test_one_file_gives_one_report(folder: Path) -> None:
    report = printed(str(folder / "1.html"))

    assert (report["source"], report["format"], report["form"]) == ("1.html", "y2021", "html")
    row = report["tables"]["requests"]["rows"][0]
    assert row["values"][0] == 13612
    assert row["places"][0] == {"table": 2, "row": 4, "cell": 2}
    assert code(str(folder / "1.html")) == (0, "")


def test_a_folder_is_read_with_what_is_in_it(folder: Path) -> None:
    reports = printed(str(folder))

    assert [report["source"] for report in reports] == ["1.html", "局办/2.html", "局办/3.pdf"]
    assert reports[0]["findings"] == []
    assert {finding["rule"] for finding in reports[1]["findings"]} >= {"F1", "F3"}
    (refusal,) = reports[2]["findings"]
    assert (refusal["rule"], refusal["severity"]) == ("unreadable", "error")
    assert "已损坏" in refusal["message"]


def test_exit_codes(folder: Path) -> None:
    assert code(str(folder / "局办" / "2.html")) == (1, "")
    assert code(str(folder / "1.html"), str(folder / "局办" / "2.html")) == (1, "")
    assert code(str(folder))[0] == 2
    number, said = code(str(folder / "none.html"))
    assert number == 2
    assert "没有这个文件" in said
    (folder / "empty").mkdir()
    assert code(str(folder / "empty")) == (2, "文件夹里没有可以读取的文件。")


def test_files_of_all_forms_side_by_side_come_in_their_order() -> None:
    names = ["y2021.docx", "y2021.pdf", "y2008.doc", "y2014.docx", "y2008.pdf"]

    reports = printed(*(str(FILES / name) for name in names), "--workers", "3")

    assert [report["source"] for report in reports] == names
    assert [report["format"] for report in reports] == ["y2021", "y2021", "y2008", "y2014", "y2008"]


def test_only_who_looks_on_at_a_terminal_sees_a_bar(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for errors, is_shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", errors)
        printed(str(folder))
        assert ("█" in errors.getvalue()) is is_shown
        assert ("3/3" in errors.getvalue()) is is_shown


def _misbehaving(file: Path | bytes, name: str) -> list[ReadReport]:
    match name:
        case "busy":
            while True:
                pass
        case "asleep":
            time.sleep(60)
        case "dies":
            os._exit(9)
        case "greedy":
            raise MemoryError
        case "odd":
            raise KeyError(name)
    return [ReadReport(name, "html", "y2021")]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answer]:
    """Read files of which most make trouble, with two processes."""
    monkeypatch.setattr(batch, "read_all", _misbehaving)
    monkeypatch.setattr(batch, "seconds_for", lambda asked: 0.3)
    monkeypatch.setattr(batch, "most_seconds", lambda: 0.8)
    monkeypatch.setattr(batch.threading, "active_count", lambda: 1)
    names = ["good", "busy", "dies", "greedy", "asleep", "odd", "better"]
    began = time.monotonic()
    found = list(read_many([Asked(name, b"") for name in names], workers=2))
    assert time.monotonic() - began < 40
    assert [answer.name for answer in found] == names
    return {answer.name: answer for answer in found}


def test_a_file_that_makes_trouble_stops_no_other(answers: dict[str, Answer]) -> None:
    assert answers["good"].reports
    assert answers["better"].reports
    said = {name: answer.refusal for name, answer in answers.items() if answer.refusal}
    assert set(said) == {"busy", "dies", "greedy", "asleep", "odd"}
    assert "时间过长" in str(said["busy"])
    assert "时间过长" in str(said["asleep"])
    assert "内存过多" in str(said["dies"])
    assert "内存过多" in str(said["greedy"])
    assert "出错" in str(said["odd"])
