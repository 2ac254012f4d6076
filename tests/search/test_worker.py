"""Through the queue: a task exists exactly when its change does, and the worker brings it into the index."""

import sys
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from gongkai.publishing import actions
from gongkai.search.engine import SearchQuery, engine
from tests.factories import make_column
from tests.publishing.staff import TODAY, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off() -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)


def found(text: str) -> int:
    return engine().query(SearchQuery(text)).total


def test_published_then_found_withdrawn_then_gone() -> None:
    staff = make_staff()

    item = staff.published(title="稳岗返还办法")
    assert found("稳岗返还") == 0
    work_off()
    assert found("稳岗返还") == 1

    actions.withdraw_item(item, reason="内容有误", by=staff.leader, on=date(2026, 3, 2))
    work_off()
    assert found("稳岗返还") == 0


def test_an_amendment_is_found_under_its_new_words_only() -> None:
    staff = make_staff()
    item = actions.amend_item(staff.published(title="稳岗返还办法"), by=staff.writer, on=TODAY)
    new = {"title": "扩岗补助办法", "summary": "扩岗补助", "content": "<p>扩岗补助</p>"}
    item = actions.save_draft(item, **new, by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    actions.publish_item(item, by=staff.leader, on=TODAY)
    work_off()

    assert (found("稳岗返还"), found("扩岗补助")) == (0, 1)


def test_a_publication_that_fails_leaves_no_task(monkeypatch: pytest.MonkeyPatch) -> None:
    staff = make_staff()
    item = staff.approved()
    going_live = sys.modules["gongkai.publishing.actions.going_live"]
    announce = going_live.announce

    def announce_and_fail(item: Any) -> None:
        announce(item)
        raise RuntimeError("disk")

    monkeypatch.setattr(going_live, "announce", announce_and_fail)
    with pytest.raises(RuntimeError):
        actions.publish_item(item, by=staff.leader, on=TODAY)

    assert not DBTaskResult.objects.exists()


def test_a_task_may_run_twice() -> None:
    staff = make_staff()
    item = staff.published(title="稳岗返还办法")
    actions.withdraw_item(item, reason="内容有误", by=staff.leader, on=TODAY)

    work_off()

    assert DBTaskResult.objects.filter(task_path="gongkai.search.tasks.index_item").count() == 2
    assert found("稳岗返还") == 0


def test_an_item_is_found_in_every_column_that_lists_it() -> None:
    staff = make_staff()
    other = make_column(body=staff.column.body, slug="elsewhere")
    item = staff.published(title="稳岗返还办法")
    actions.place_item(item, columns=[other], by=staff.leader, on=TODAY)

    work_off()

    answer = engine().query(SearchQuery("稳岗返还", columns=(other.pk,)))
    assert [hit.item_id for hit in answer.hits] == [item.pk]
    assert answer.facets["column"] == {str(item.column_id): 1, str(other.pk): 1}
