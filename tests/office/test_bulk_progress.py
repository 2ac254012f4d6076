"""A page that asks how far a registration is stops when nothing moves."""

import pytest

from gongkai.casework.actions import drop_list, keep_list, keep_refusals, kept_refusals
from gongkai.office.bulk.progress import PATIENCE, Progress
from tests.factories import make_body, staff_of


def test_it_asks_again_while_rows_are_registered() -> None:
    progress = Progress.of({"running": "5-3"}, left=4)

    assert (progress.is_running, progress.is_stuck, progress.query) == (True, False, "running=4-0")


def test_it_stops_when_nothing_moves() -> None:
    progress = Progress.of({"running": f"4-{PATIENCE - 1}"}, left=4)

    assert (progress.is_running, progress.is_stuck) == (False, True)


def test_it_asks_nothing_when_nothing_is_left_or_was_begun() -> None:
    done, unasked = Progress.of({"running": "1-0"}, left=0), Progress.of({}, left=4)

    assert not any(each.is_running or each.is_stuck for each in (done, unasked))


@pytest.mark.django_db
def test_why_a_row_was_refused_is_kept_with_the_list_and_goes_with_it() -> None:
    body = make_body()
    by = staff_of(body).registrar
    digest = keep_list(body, data=b"list", by=by)

    keep_refusals(body, digest=digest, by=by, refusals={"key": "请写明迟登的原因。"})
    kept = kept_refusals(body, digest=digest, by=by)
    drop_list(body, digest=digest, by=by)

    assert kept == {"key": "请写明迟登的原因。"}
    assert kept_refusals(body, digest=digest, by=by) == {}
