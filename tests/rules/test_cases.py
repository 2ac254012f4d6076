"""Legal cases written by lawyers as TOML: `cases/*.toml`, each with name, basis, given and expect."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gongkai.rules import deadlines, fees
from gongkai.rules.calendar import Calendar
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import remedy_clause

Facts = dict[str, Any]
FEES_ON = date(2026, 1, 15)


def working_days(given: Facts) -> Facts:
    due = Calendar.default().add_working_days(given["received"], given["days"])
    return {"due": due.on} | ({"provisional": True} if due.provisional else {})


def working_days_of_year(given: Facts) -> Facts:
    year = given["year"]
    return {"days": Calendar.default().count(date(year - 1, 12, 31), date(year, 12, 31))}


def deadline(given: Facts) -> Facts:
    found = deadlines.due(given["rule"], given["start"], Calendar.default(), value=given.get("value"))
    answer: Facts = {"due": found.due_on}
    if isinstance(given["start"], datetime):
        answer["due_at"] = found.due_at
    return answer | ({"provisional": True} if found.provisional else {})


def fee(given: Facts) -> Facts:
    if "pages" in given:
        return {"yuan": fees.charge_by_page(given["pages"], FEES_ON)}
    return {"yuan": fees.charge_by_request(0, FEES_ON, items=given["items"])}


def clause(given: Facts) -> Facts:
    """Return what the clause says of review, and the whole of it, for what it must name and lack."""
    outcome, on = Outcome(given["outcome"]), given["on"]
    places = {"review_body": "明江市人民政府", "court": "明江市中级人民法院"}
    found = remedy_clause(outcome.group, on, **places, online_review=given.get("online", ""))
    return {"review_first": found.review_first, "text": found.text, "basis": found.basis}


QUESTIONS: dict[str, Callable[[Facts], Facts]] = {
    "working_days": working_days,
    "working_days_of_year": working_days_of_year,
    "deadlines": deadline,
    "fees": fee,
    "remedy_clauses": clause,
}


def cases() -> Iterator[Any]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in file["cases"]:
            yield pytest.param(file["about"], case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("about", "case"), [*cases()])
def test_case(about: str, case: Facts) -> None:
    answer, expect = QUESTIONS[about](case["given"]), dict(case["expect"])

    for words in expect.pop("names", ()):
        assert words in answer["text"], case["basis"]
    for words in expect.pop("lacks", ()):
        assert words not in answer["text"], case["basis"]
    assert expect.pop("basis", "") in answer.pop("basis", ""), case["basis"]
    answer.pop("text", None)
    assert answer == expect, case["basis"]
