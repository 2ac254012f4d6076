"""调整编目: where a public item stands in the catalogue and by which words it is found."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.drafting import check_fields, with_facts
from gongkai.publishing.actions.recording import keep_version, lock, move
from gongkai.publishing.announcing import announce
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import InformationItem
from gongkai.publishing.snapshot import put_into_row, snapshot_of_row

CATALOGUE = frozenset(
    {
        *("column", "owner_unit", "topic_class", "combined_class", "genre", "audience_class"),
        *("document_kind", "keywords"),
    }
)


@transaction.atomic
def recatalogue_item(
    item: InformationItem, *, opinion: str = "", by: User, on: date, **facts: Any
) -> InformationItem:
    """
    Put a public item into another place of the catalogue; what was reviewed of it stays as it is.

    :param facts: by the field names in `CATALOGUE`
    :raises StepNotAllowed: it is not public, is being amended, or is not for `by` to publish
    :raises ValidationError: a field is wrong, or the column or unit is another body's
    """
    if odd := sorted(set(facts) - CATALOGUE):
        raise TypeError(f"not a fact of the catalogue alone: {', '.join(odd)}")
    item = lock(item)
    check_step(item, "recatalogue", by=by, on=on)
    public = snapshot_of_row(item, item.attachments.filter(live=True))
    changed = with_facts(item, public, facts)
    if changed == public:
        return item
    if item.live_version is None:  # came by import
        keep_version(item, public, by=None, on=on)
    put_into_row(item, changed)
    check_fields(item)
    item.live_version = item.draft_version = keep_version(item, changed, by=by, on=on)
    told = {name: [public[name], changed[name]] for name in sorted(facts) if public[name] != changed[name]}
    move(item, "recatalogue", by=by, on=on, opinion=opinion, data={"changed": told})
    item.save()
    announce(item)
    return item
