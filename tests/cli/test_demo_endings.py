"""The demo shows each way in which an item leaves the public site, and what went out before its review."""

from datetime import date

import pytest

from gongkai.cli.demo import columns, endings
from gongkai.cli.demo.cast import engage
from gongkai.publishing.models import Comment, EmergencyPublication, InformationItem
from gongkai.publishing.states import Ending

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_each_way_to_leave_but_withdrawal_is_told_here() -> None:
    cast = engage()
    laid = columns.lay_out(cast)

    endings.end_some(cast, laid)

    gone = InformationItem.objects.filter(live=False).exclude(ending="")
    assert set(gone.values_list("ending", flat=True)) == set(Ending) - {Ending.WITHDRAW}
    assert gone.get(ending=Ending.REPLACE).replaced_by.live  # type: ignore[union-attr]


def test_one_emergency_was_reviewed_and_one_waits() -> None:
    cast = engage()
    laid = columns.lay_out(cast)

    endings.publish_before_review(cast, laid, TODAY)

    assert EmergencyPublication.objects.filter(passed=True).count() == 1
    assert EmergencyPublication.objects.open().get().review_due_on == date(2026, 3, 5)


def test_a_comment_waits_for_its_author() -> None:
    cast = engage()

    endings.comment(cast, columns.lay_out(cast), TODAY)

    assert Comment.objects.open().get().item.author == cast.people["editor"]
