"""`gongkai tick`: what falls due by itself is done once, by one at a time."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.casework.actions import ask_to_correct, consult_peer
from gongkai.cli.management.commands.tick import CHORES, Chore
from gongkai.cli.single import only_one
from gongkai.common.typesetting import NotTypeset
from tests.factories import make_request, staff_of

pytestmark = pytest.mark.django_db


LOUD = ("redated", "expired", "proposed")
QUIET = {chore.code: 0 for chore in CHORES if chore.code not in LOUD}


def tick(on: date) -> dict[str, int | bool]:
    out = StringIO()
    call_command("tick", "--on", on.isoformat(), "--json", stdout=out, stderr=StringIO())
    found: dict[str, int | bool] = json.loads(out.getvalue())
    return found


def test_what_is_printed_is_what_the_documents_show() -> None:
    documents = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    shown = json.loads(documents[documents.index('{"ran": true') :].partition("```")[0])

    assert list(shown) == ["ran", *(chore.code for chore in CHORES)]


def test_what_is_due_is_done_once() -> None:
    asked, consulted = make_request(), make_request(assigned=True)
    staff = staff_of(asked.body)
    ask_to_correct(asked, items="年度", until_on=date(2026, 3, 20), by=staff.registrar, on=date(2026, 3, 3))
    consult_peer(consulted, party="市财政局", by=staff_of(consulted.body).handler, on=date(2026, 3, 3))

    assert tick(date(2026, 3, 20)) == {"ran": True, "redated": 0, "expired": 0, "proposed": 0, **QUIET}
    assert tick(date(2026, 4, 1)) == {"ran": True, "redated": 0, "expired": 1, "proposed": 1, **QUIET}
    assert tick(date(2026, 4, 1)) == {"ran": True, "redated": 0, "expired": 0, "proposed": 0, **QUIET}


def test_what_fails_keeps_nothing_else_from_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(on: date) -> list[object]:
        raise NotTypeset("现有字体缺少字")

    chores = (Chore("broken", "制作案卷", fail), Chore("next", "定时发布", lambda on: [on]))
    monkeypatch.setattr("gongkai.cli.management.commands.tick.CHORES", chores)
    out = StringIO()

    with pytest.raises(CommandError, match="没有办成：制作案卷") as refused:
        call_command("tick", "--json", stdout=out, stderr=StringIO())

    assert refused.value.returncode == 2
    assert json.loads(out.getvalue()) == {"ran": True, "next": 1, "failed": ["broken"]}


def test_two_do_not_run_at_once() -> None:
    other_host = connection.copy()
    try:
        with only_one("tick", using=other_host) as mine:
            assert mine
            assert tick(date(2026, 4, 1)) == {"ran": False}
    finally:
        other_host.close()

    assert tick(date(2026, 4, 1))["ran"]


def test_people_read_lines() -> None:
    out = StringIO()

    call_command("tick", "--on", "2026-04-01", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines == [f"{chore.label}：0件" for chore in CHORES]
    assert lines[:2] == ["重新计算答复期限：0件", "征求意见期满：0件"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL finds it out by itself")
def test_sqlite_knows_afterwards_how_its_tables_are_filled() -> None:
    case = make_request()

    tick(date(2026, 4, 1))

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [case._meta.db_table])
        assert {stat.split()[0] for (stat,) in cursor.fetchall()} >= {"1"}
