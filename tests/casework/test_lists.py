"""批量登记的名单: kept sealed for the one who brought it, and gone when it is done with or forgotten."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gongkai.bodies.models import Body, User
from gongkai.casework.actions.bulk import (
    drop_list,
    drop_old_lists,
    keep_list,
    keep_refusals,
    kept_list,
    kept_refusals,
    old_lists,
)
from gongkai.rules.roles import Role
from tests.factories import make_body, make_user

pytestmark = pytest.mark.django_db
LIST = "申请人,联系电话\n李明,13800000000\n".encode()
REFUSED = {"第2行": "请填写申请公开的政府信息的名称"}


@pytest.fixture
def brought() -> tuple[Body, User, str]:
    """A body, its registrar, and the digest of a list that the registrar brought."""
    body = make_body()
    by = make_user(role=Role.REGISTRAR, body=body)
    return body, by, keep_list(body, data=LIST, by=by)


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def age(settings: Any, on: date) -> None:
    """Let all lists have been brought on a day, at noon in Shanghai."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
    for path in files(settings):
        os.utime(path, (at, at))


def test_a_list_is_kept_once_and_nobody_reads_it_on_the_disk(
    brought: tuple[Body, User, str], settings: Any
) -> None:
    body, by, digest = brought

    again = keep_list(body, data=LIST, by=by)

    [stored] = files(settings)
    assert again == digest
    assert b"13800000000" not in stored.read_bytes()
    assert kept_list(body, digest=digest, by=by) == LIST


def test_a_colleague_does_not_find_it(brought: tuple[Body, User, str]) -> None:
    body, _, digest = brought

    assert kept_list(body, digest=digest, by=make_user(role=Role.REGISTRAR, body=body)) is None


def test_why_rows_were_refused_is_remembered_as_of_the_last_attempt(brought: tuple[Body, User, str]) -> None:
    body, by, digest = brought
    assert kept_refusals(body, digest=digest, by=by) == {}
    keep_refusals(body, digest=digest, by=by, refusals={"第3行": "提交日期不能晚于今天"})

    keep_refusals(body, digest=digest, by=by, refusals=REFUSED)

    assert kept_refusals(body, digest=digest, by=by) == REFUSED


def test_what_is_done_with_leaves_nothing(brought: tuple[Body, User, str], settings: Any) -> None:
    body, by, digest = brought
    keep_refusals(body, digest=digest, by=by, refusals=REFUSED)

    drop_list(body, digest=digest, by=by)

    assert kept_list(body, digest=digest, by=by) is None
    assert files(settings) == []


def test_a_forgotten_list_goes_after_thirty_days(brought: tuple[Body, User, str], settings: Any) -> None:
    body, by, digest = brought
    keep_refusals(body, digest=digest, by=by, refusals=REFUSED)
    age(settings, date(2026, 3, 2))
    elsewhere = make_body()

    assert old_lists(on=date(2026, 4, 1), body=body) == []
    assert old_lists(on=date(2026, 4, 2), body=elsewhere) == []
    assert drop_old_lists(on=date(2026, 4, 2)) == 2  # the list and why its rows were refused
    assert kept_list(body, digest=digest, by=by) is None
