"""制作案卷（条例第四十五条）: who put it together, for whom, and its fingerprint."""

from datetime import date

import pytest

from gongkai.casework.actions import record_bundle
from gongkai.workflow import StepNotAllowed
from tests.factories import make_request, staff_of

pytestmark = pytest.mark.django_db
DAY, SHA = date(2026, 6, 1), "5f" * 32


def test_the_event_says_for_whom_the_bundle_was_made_and_what_it_was() -> None:
    case = make_request(assigned=True)
    by = staff_of(case.body).legal_reviewer

    event = record_bundle(case, purpose="行政诉讼", sha256=SHA, by=by, on=DAY)

    assert (event.step_label, event.by, event.on) == ("制作案卷", by, DAY)
    assert event.note == f"用途：行政诉讼。SHA-256：{SHA}"
    assert event.data["sha256"] == SHA
    assert event.from_state == event.to_state == case.state


def test_a_handler_makes_no_bundle() -> None:
    case = make_request(assigned=True)

    with pytest.raises(StepNotAllowed, match="“制作案卷”由"):
        record_bundle(case, purpose="行政诉讼", sha256=SHA, by=staff_of(case.body).handler, on=DAY)
    assert not case.events.filter(step="make_bundle").exists()
