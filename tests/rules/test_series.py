"""历年可比的数字：各年代的格子都在格式文件里，每个数取得对。"""

from decimal import Decimal

import pytest

from gongkai.rules import formats
from gongkai.rules.series import measure, measures

CELLS = {
    code: {
        f"{table.id}.{row.id}.{column.id}"
        for table in formats.load(code).tables
        for row, column in table.cells()
    }
    for code in formats.available()
}


@pytest.mark.parametrize("code", measures())
def test_every_cell_stands_in_a_format(code: str) -> None:
    known = set().union(*CELLS.values())

    assert {cell for addends in measure(code).cells for cell in addends} <= known


@pytest.mark.parametrize("code", formats.available())
def test_requests_and_replies_are_comparable_in_every_era(code: str) -> None:
    numbers = {cell: Decimal(3) for cell in CELLS[code]}

    found = {name: measure(name).of(numbers) for name in ("received", "concluded", "granted", "partial")}

    assert all(found.values())


@pytest.mark.parametrize(("code", "number"), [("y2008", 3), ("y2014-fujian", 3), ("y2019", 6), ("y2021", 6)])
def test_suits_are_added_up_since_there_are_two_kinds(code: str, number: int) -> None:
    assert measure("suits").of({cell: Decimal(3) for cell in CELLS[code]}) == number


def test_what_an_era_does_not_print_is_unknown_and_not_zero() -> None:
    of_2012 = {cell: Decimal(3) for cell in CELLS["y2008-fujian"]}
    of_2024 = {cell: Decimal(3) for cell in CELLS["y2021"]}

    assert measure("carried_out").of(of_2012) is None
    assert measure("items").of(of_2024) is None


def test_a_blank_addend_leaves_the_sum_unknown() -> None:
    numbers = {
        "remedies.count.direct_suit_total": Decimal(2),
        "remedies.count.suit_after_review_total": None,
    }

    assert measure("suits").of(numbers) is None


def test_the_national_table_of_2014_tells_what_was_public_already_apart() -> None:
    numbers = {
        "statistics.replies_already_public.value": Decimal(4),
        "statistics.replies_granted.value": Decimal(5),
    }

    assert measure("granted").of(numbers) == 9
    assert measure("granted").keys[1] == "+".join(numbers)


def test_each_number_says_its_name_and_unit() -> None:
    assert next((one.label, one.unit) for one in measures().values()) == ("本年新收申请", "件")
