"""年度报告校验: anybody may have a report checked, and nothing of it is kept."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.common.turns import turn
from gongkai.portal import limits
from gongkai.portal.views import report_check
from gongkai.proofing.models import Paper
from tests.factories import make_body
from tests.proofing.making import LINJIANG, page, unbalanced

pytestmark = pytest.mark.django_db
CHECK = "/check/"


@pytest.fixture(autouse=True)
def body() -> Body:
    return make_body()


def test_a_report_is_read_checked_and_not_kept(client: Client, settings: Any) -> None:
    answer = client.post(CHECK, {"file": page(unbalanced())})

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f"{LINJIANG}2024年度" in shown
    assert "错误 F" in shown
    assert "13612" in shown
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert not Paper.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


class Kept:
    """Everything a check could leave behind: files, rows, lines of the log; tries are counted, no more."""

    def __init__(self, folders: tuple[Path, ...], log: pytest.LogCaptureFixture) -> None:
        self.folders, self.log = folders, log
        self.before = self.now()

    def now(self) -> tuple[set[str], dict[str, int]]:
        files = {str(file) for folder in self.folders for file in folder.rglob("*") if file.is_file()}
        rows = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
        return {file for file in files if not file.endswith(".lock")}, {**rows, "common.Attempt": 0}

    def check(self) -> None:
        assert self.now() == self.before
        assert "涉密人员" not in self.log.text
        assert SECRET not in self.log.text


@pytest.fixture
def kept(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Kept:
    caplog.set_level("DEBUG")
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    for folder in (home, scratch):
        folder.mkdir()
    settings.HOME, settings.MEDIA_ROOT = home, home / "media"
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10  # so that the file goes over the disk
    settings.FILE_UPLOAD_TEMP_DIR = scratch
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    return Kept((home, scratch), caplog)


SECRET = "赵钱孙的年报"


def named_report() -> SimpleUploadedFile:
    """Return a report whose name and words can be found again wherever they were left."""
    sent = page(unbalanced(), name=f"{SECRET}.html")
    return SimpleUploadedFile(str(sent.name), sent.read() + "<p>涉密人员</p>".encode())


def test_nothing_remains_of_what_was_checked(client: Client, kept: Kept) -> None:
    answer = client.post(CHECK, {"file": named_report()})

    assert answer.status_code == 200
    kept.check()


@pytest.mark.parametrize("bad", [b"MZ" + b"\0" * 99, "涉密人员".encode() * 9, b""])
def test_nothing_remains_of_what_was_refused(client: Client, kept: Kept, bad: bytes) -> None:
    answer = client.post(CHECK, {"file": SimpleUploadedFile(f"{SECRET}.pdf", bad)})

    assert answer.status_code == 422
    kept.check()


def test_nothing_remains_of_what_took_too_long(
    client: Client, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_check, "SECONDS", 0.01)

    answer = client.post(CHECK, {"file": named_report()})

    assert answer.status_code == 422
    assert "用时太长" in answer.content.decode()
    kept.check()


def test_nothing_remains_when_the_check_itself_breaks(
    client: Client, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_check, "show", lambda *_, **__: 1 / 0)
    client.raise_request_exception = False

    answer = client.post(CHECK, {"file": named_report()})

    assert answer.status_code == 500
    kept.check()


def test_a_file_beyond_the_limit_is_refused_in_words(client: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000

    answer = client.post(CHECK, {"file": SimpleUploadedFile("年报.txt", b"1" * 1001)})

    assert answer.status_code == 422
    assert "超过" in answer.content.decode()


def test_a_report_without_mistakes_says_what_was_checked(client: Client) -> None:
    shown = client.post(CHECK, {"file": page()}).content.decode()

    assert "没有发现问题" in shown
    assert "不等于没有问题" in shown


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("年报.pdf", b"MZ" + b"\0" * 99, "可执行文件"),
        ("年报.txt", b"", "空"),
        ("年报.docx", b"PK\x03\x04 broken", "损坏"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(name: str, data: bytes, said: str, client: Client) -> None:
    answer = client.post(CHECK, {"file": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_waits_too_long_is_sent_away_before_its_file_is_looked_into(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_check, "AT_ONCE", 1)

    with turn("report-check", most=1):
        busy = client.post(CHECK, {"file": SimpleUploadedFile("年报.pdf", b"MZ")})
    free = client.post(CHECK, {"file": page()})

    assert busy.status_code == 503
    assert "请过一两分钟再试" in busy.content.decode()
    assert "可执行文件" not in busy.content.decode()
    assert free.status_code == 200


@time_machine.travel("2026-03-09T09:20:00+08:00", tick=False)  # within one hour, whenever it runs
def test_twenty_an_hour_for_one_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHECKING", ("check", 1, limits.HOUR))

    first, second = (client.post(CHECK, {"file": page()}) for _ in range(2))

    assert first.status_code == 200
    assert second.status_code == 422
    assert "次数太多" in second.content.decode()
