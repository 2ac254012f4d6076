"""An import looks into many rows at once, in several processes, and finds what it finds in one."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.publishing.incoming import workers
from gongkai.publishing.incoming.examining import Register
from gongkai.publishing.incoming.running import Order, Progress, run_import
from gongkai.publishing.incoming.workers import Batch, WorkerLost, examine_all
from gongkai.publishing.models import InformationItem, SecretRefusal
from tests.factories import make_body, make_column, make_request
from tests.source import ROOT

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 3)


@pytest.fixture
def body() -> Body:
    body = make_body(code="haicheng")
    make_column(body=body, name="通知", slug="news")
    make_request(body=body, name="欧阳修远")
    return body


def row(number: int, text: str = "按照规定办理。") -> dict[str, str]:
    return {
        "source_id": f"old-{number}",
        "title": f"关于第{number}批稳岗返还的通知",
        "body": f"<p>{text}</p>",
        "column": "通知",
        "formed_on": "2021-03-01",
        "published_on": "2021-03-08",
    }


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "old.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in rows), encoding="utf-8")
    return path


def imported(body: Body, path: Path, **options: Any) -> Progress:
    *_, progress = run_import(Order(path, **options), body, by=None, on=DAY)
    return progress


def test_several_processes_find_what_one_finds(
    body: Body, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ALONE_BELOW", 2)
    path = written(
        tmp_path,
        row(1),
        row(2, "申请人欧阳修远提出的政府信息公开申请已经答复。"),
        row(3, "联系人手机13800138000。"),
        row(4, "绝密★长期</p><p>内容。"),
        {**row(5), "column": "没有的栏目"},
    )
    alone = imported(body, path, only_check=True, processes=1)

    together = imported(body, path, processes=2)

    assert (together.written, together.held) == (alone.written, alone.held) == (1, 2)
    assert together.findings == alone.findings
    assert together.faults == alone.faults
    assert [fault.row for fault in together.faults] == [4, 5]
    assert "申请人" in together.findings[0].fault
    assert InformationItem.objects.get(source_id="old-1").live
    assert SecretRefusal.objects.count() == 1


class Dying:
    """Looks into rows until its process ends."""

    def examine(self, rows: Sequence[object]) -> list[object]:
        """End the process."""
        os._exit(1)


def test_a_process_that_ends_is_told() -> None:
    dying: Any = Dying()

    with pytest.raises(WorkerLost, match="检查内容的进程意外结束"):
        list(examine_all([Batch(), Batch()], dying, rows=workers.ALONE_BELOW, most=2))


UNGUARDED = """
from gongkai.publishing.incoming.workers import Batch, examine_all
from tests.publishing.echoing import Echo

batches = [Batch(waiting=[1]), Batch(waiting=[2, 3])]
print([batch.examined for batch in examine_all(batches, Echo(), rows=9_999, most=2)])
"""


def test_the_script_that_started_it_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "gongkai"
    script.write_text(UNGUARDED, encoding="utf-8")
    known = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings"}

    done = subprocess.run(  # our own script
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        env={**os.environ, **known},
        check=False,
    )

    assert (done.stdout, done.stderr) == ("[[1], [2, 3]]\n", "")


def test_more_rows_ask_the_database_no_more_often(body: Body, tmp_path: Path) -> None:
    counts = []
    for most in (4, 40):
        path = written(tmp_path, *(row(most * 100 + number, f"王国栋{number}") for number in range(most)))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            imported(body, path)
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 1


def test_the_register_is_asked_once_for_a_word(body: Body, django_assert_num_queries: Any) -> None:
    register = Register(body)
    with django_assert_num_queries(2):
        assert register.known({"欧阳修远", "王国栋"}) == {"欧阳修远"}

    with django_assert_num_queries(0):
        assert register.known({"欧阳修远"}) == {"欧阳修远"}
        assert register.known({"王国栋"}) == frozenset()
