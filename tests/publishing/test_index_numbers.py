"""索引号: one to each published item, by body and year, without gaps, whatever happens at once."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.publishing.states import State
from tests.publishing.staff import TODAY, make_staff


@pytest.mark.django_db
def test_numbers_count_up_by_year_and_by_body() -> None:
    here, there = make_staff(), make_staff()

    first, second, other = here.published(), here.published(), there.published()
    item = here.approved()
    next_year = actions.publish_item(item, by=here.leader, on=date(2027, 1, 4))

    assert first.index_no == f"{here.body.uscc}/2026-00001"
    assert second.index_no == f"{here.body.uscc}/2026-00002"
    assert other.index_no == f"{there.body.uscc}/2026-00001"
    assert next_year.index_no == f"{here.body.uscc}/2027-00001"


@pytest.mark.django_db
def test_a_publication_that_fails_gives_its_number_back(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = make_staff()
    item = staff.approved()

    def fail(item: InformationItem) -> None:
        raise RuntimeError("queue")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["gongkai.publishing.actions.going_live"], "announce", fail)
        with pytest.raises(RuntimeError):
            actions.publish_item(item, by=staff.leader, on=TODAY)

    assert actions.publish_item(item, by=staff.leader, on=TODAY).index_no == f"{staff.body.uscc}/2026-00001"


@pytest.mark.django_db
def test_a_number_that_came_by_import_is_passed_over() -> None:
    staff = make_staff()
    taken = staff.draft()
    InformationItem.objects.filter(pk=taken.pk).update(index_no=f"{staff.body.uscc}/2026-00001")

    assert staff.published().index_no == f"{staff.body.uscc}/2026-00002"


@pytest.mark.django_db
def test_the_database_holds_what_must_be_true_of_live_items() -> None:
    staff = make_staff()
    item = staff.published()

    for wrong in (
        {"index_no": None},
        {"published_on": date(2026, 2, 1)},  # formed on 2026-02-09
        {"disclosure_mode": "withheld"},
        {"state": State.WITHDRAWN},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            InformationItem.objects.filter(pk=item.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_double() -> None:
    staff = make_staff()
    items = [staff.approved(title=f"通知{number}") for number in range(8)]
    start = Barrier(len(items))

    def publish(item: InformationItem) -> str | None:
        start.wait()
        try:
            return actions.publish_item(item, by=staff.leader, on=TODAY).index_no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        numbers = list(pool.map(publish, items))

    assert sorted(map(str, numbers)) == [f"{staff.body.uscc}/2026-0000{serial}" for serial in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_one_item_published_twice_at_once_goes_live_once() -> None:
    staff = make_staff()
    item = staff.approved()
    start = Barrier(2)

    def publish(_: int) -> bool:
        start.wait()
        try:
            actions.publish_item(item, by=staff.leader, on=TODAY)
        except Exception as refused:
            return "已发布" not in str(refused)
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(publish, range(2)))

    assert outcomes == [False, True]
    assert item.events.filter(step="publish").count() == 1
