"""From the address of a search page to a question for the engine, and from its facets to filters."""

from datetime import date

from django.http import QueryDict

from gongkai.bodies.models import Body
from gongkai.portal.addresses import item_address
from gongkai.portal.listing import Choice, Filter
from gongkai.publishing.models import Column
from gongkai.search.finding import FacetValue, Findings, find, query_for

LONGEST = 100  # characters of a question
PER_PAGE = 10
MANY_COLUMNS = 12  # as many as are still a choice
NAMES = {"body": "机关", "column": "栏目", "year": "年份", "kind": "文件类别", "validity": "有效性"}


def ask(text: str, body: Body, query: QueryDict, today: date) -> Findings:
    """
    Ask the engine what the address of the page says.

    :raises SearchUnavailable: the index cannot be read
    """
    column = Column.objects.filter(pk=_number(query, "column") or 0).first()
    facts = {
        "year": _number(query, "year"),
        "kind": query.get("kind", ""),
        "validity": query.get("validity", ""),
        "sort": "date" if query.get("sort") == "date" else "relevance",
        "limit": PER_PAGE,
        "offset": PER_PAGE * (max(1, _number(query, "page") or 1) - 1),
    }
    one_body = Body.objects.within(body).active().filter(pk=_number(query, "body") or 0).first()
    return find(query_for(text, body=one_body or body, below=one_body is None, column=column, **facts))


def shown(findings: Findings, query: QueryDict) -> dict[str, object]:
    """Return what the page needs besides the findings: results with addresses, filters, the other order."""
    by_date = query.get("sort") == "date"
    return {
        "results": [(found, item_address(found.item)) for found in findings.found],
        "filters": filters_of(findings, query),
        "sort": "date" if by_date else "relevance",
        "sort_address": _address(query, "sort", "" if by_date else "date"),
    }


def filters_of(findings: Findings, query: QueryDict) -> list[Filter]:
    """Return the facets that leave a choice, or in which one was chosen, as filters."""
    return [
        _filter(name, findings.facets.get(name, []), query)
        for name in NAMES
        if _is_choice(name, findings, query)
    ]


def _is_choice(name: str, findings: Findings, query: QueryDict) -> bool:
    if name == "column" and len(findings.facets.get("body", [])) > 1:
        return False  # columns of several bodies bear the same names
    return bool(query.get(name)) or sum(bool(value.value) for value in findings.facets.get(name, [])) > 1


def _filter(name: str, values: list[FacetValue], query: QueryDict) -> Filter:
    words = [(f"{value.label}（{value.count}）", value.value) for value in values if value.value][
        :MANY_COLUMNS
    ]
    every = Choice("全部", _address(query, name, ""), not query.get(name))
    return Filter(NAMES[name], [every, *(_choice(query, name, *word) for word in words)])


def _choice(query: QueryDict, name: str, label: str, value: str) -> Choice:
    return Choice(label, _address(query, name, value), query.get(name, "") == value)


def _address(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"


def _number(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
