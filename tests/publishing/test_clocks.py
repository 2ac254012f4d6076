"""公开期限（条例第二十六条）: each kind of information by its own clock, on real days."""

from datetime import date

import pytest

from tests.factories import make_body, make_column, make_item
from tests.publishing.staff import Staff, make_staff

pytestmark = pytest.mark.django_db
FORMED = date(2026, 3, 2)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.mark.parametrize(
    ("slug", "code", "due_on"),
    [
        ("notices", "", date(2026, 3, 30)),  # 20个工作日
        ("budgets", "07", date(2026, 3, 23)),  # 20日，3月22日是星期日，顺延
        ("penalties", "06", date(2026, 3, 11)),  # 7个工作日
    ],
)
def test_each_kind_has_its_last_day(slug: str, code: str, due_on: date) -> None:
    column = make_column(body=make_body(), slug=slug, statutory_code=code)

    assert make_item(column=column, formed_on=FORMED).publish_due_on == due_on


def test_what_is_older_than_the_rule_of_its_kind_keeps_the_general_one() -> None:
    column = make_column(body=make_body(), slug="budgets", statutory_code="07")

    assert make_item(column=column, formed_on=date(2014, 3, 3)).publish_due_on == date(2014, 3, 31)
