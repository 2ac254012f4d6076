"""`gongkai load-demo`: the documents of the demo stand at each stop of their way."""

from datetime import date

import pytest

from gongkai.cli.demo import columns, documents, items
from gongkai.cli.demo.cast import engage
from gongkai.documents.models import Citation, CleanUp, NormativeDocument
from gongkai.documents.states import State
from gongkai.publishing.announcing import silently

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
AFTER_HOLIDAYS = date(2026, 3, 16)  # thirty days before lay in the Spring Festival


@pytest.mark.parametrize("today", [TODAY, AFTER_HOLIDAYS])
def test_documents_stand_at_each_stop_one_is_swept_and_a_list_is_public(today: date) -> None:
    cast = engage()
    laid = columns.lay_out(cast)
    with silently():
        items.publish_documents(cast, laid)
        documents.keep_documents(cast, laid, today)

    kept = NormativeDocument.objects.of(cast.city)
    assert set(kept.values_list("state", flat=True)) == set(State) - {State.SIGNED}
    assert [each.title for each in kept.unexplained()] == ["关于调整灵活就业人员社会保险补贴标准的通告"]
    assert kept.near_the_end(date(2026, 9, 9)).count() == 2
    assert Citation.objects.of(cast.city).open().count() == 2
    cleanup = CleanUp.objects.get()
    assert cleanup.item
    assert cleanup.item.live
    assert not cleanup.lines.filter(applied_on=None).exists()
