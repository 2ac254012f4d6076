"""年度报告校验: anybody may have a report checked, and nothing of it is kept."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.portal import limits
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


@time_machine.travel("2026-03-09T09:20:00+08:00", tick=False)  # within one hour, whenever it runs
def test_twenty_an_hour_for_one_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHECKING", ("check", 1, limits.HOUR))

    first, second = (client.post(CHECK, {"file": page()}) for _ in range(2))

    assert first.status_code == 200
    assert second.status_code == 422
    assert "次数太多" in second.content.decode()
