"""相关信息: what else the reader of an item may want, found by its keywords or beside it in its column."""

from gongkai.publishing.models import InformationItem
from gongkai.search.engine import SearchUnavailable, engine
from gongkai.search.finding import query_for

MOST = 5


def related_to(item: InformationItem, *, besides: set[int]) -> list[InformationItem]:
    """
    Return up to five other live items of the body, the best first; the newest of the column if none fit.

    :param besides: keys of items that the page shows already
    """
    left_out = besides | {item.pk}
    found = [each for each in _by_keywords(item) if each.pk not in left_out]
    if not found:
        here = InformationItem.objects.live().filter(body=item.body_id, column=item.column_id)
        newest = here.select_related("column").defer("content", "plain_text").newest_first()
        found = [each for each in newest[: MOST + len(left_out)] if each.pk not in left_out]
    return found[:MOST]


def _by_keywords(item: InformationItem) -> list[InformationItem]:
    words = item.keywords.replace(",", " ").replace("，", " ").strip()
    if not words:
        return []
    try:
        query = query_for(words, body=item.body, below=False, limit=MOST * 3)
        hits = engine().query(query).hits
    except SearchUnavailable:
        return []
    live = InformationItem.objects.live().select_related("column").defer("content", "plain_text")
    by_key = live.in_bulk([hit.item_id for hit in hits])
    return [by_key[hit.item_id] for hit in hits if hit.item_id in by_key]
