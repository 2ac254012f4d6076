"""勾稽关系：哪些数字不平衡，哪些只是空白待确认。"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reports.checks import Finding, balances, check_tables
from gongkai.rules import formats

Y2021 = formats.load("y2021")
REQUESTS = Y2021.table("requests")
COLUMNS = [column.id for column in REQUESTS.columns]
LEAVES = next(check.right for check in REQUESTS.checks if check.rule == "F2")


def make_requests(code: str = "y2021", fill: int | None = 0, **rows: list[int | None]) -> dict[str, Any]:
    """Build the table of requests: the rows named, every other cell `fill`."""
    table = formats.load(code).table("requests")
    ids = [row.id for row in table.rows]
    assert set(rows) <= set(ids)
    return {"requests": {row: dict(zip(COLUMNS, rows.get(row, [fill] * 7), strict=True)) for row in ids}}


def make_remedies(*values: int | None) -> dict[str, Any]:
    """Build the table of remedies from its fifteen numbers."""
    columns = [column.id for column in Y2021.table("remedies").columns]
    return {"remedies": {"count": dict(zip(columns, values, strict=True))}}


def places(findings: list[Finding], severity: str = "error") -> set[tuple[str, str | None, str | None]]:
    return {(f.rule, f.where.row, f.where.column) for f in findings if f.severity == severity}


def large_city() -> dict[str, Any]:
    """Return a table of 14069 requests that balances in every line."""
    return make_requests(
        new=[13612, 252, 0, 45, 128, 32, 14069],
        carried_in=[535, 6, 0, 1, 18, 0, 560],
        granted=[5345, 129, 0, 41, 19, 14, 5548],
        partial=[2120, 39, 0, 1, 6, 2, 2168],
        denied_enforcement_file=[282, 4, 0, 0, 0, 0, 286],
        denied_process=[437, 4, 0, 0, 1, 2, 444],
        unavailable_not_held=[3271, 53, 0, 0, 89, 8, 3421],
        refused_petition=[451, 3, 0, 0, 3, 0, 457],
        other_misc=[1458, 20, 0, 2, 3, 3, 1486],
        total=[13364, 252, 0, 44, 121, 29, 13810],
        carried_out=[783, 6, 0, 2, 25, 3, 819],
    )


def test_a_large_city_balances() -> None:
    assert check_tables(Y2021, large_city()) == []


@pytest.mark.parametrize(
    ("new", "carried_in", "total", "carried_out"),
    [(3001, 34, 2932, 103), (3119, 34, 3050, 103), (705, 36, 710, 31)],
)
def test_known_good_years_balance(new: int, carried_in: int, total: int, carried_out: int) -> None:
    def row(number: int) -> list[int | None]:
        return [number, 0, 0, 0, 0, 0, number]

    tables = make_requests(
        new=row(new),
        carried_in=row(carried_in),
        granted=row(total),
        total=row(total),
        carried_out=row(carried_out),
    )

    assert check_tables(Y2021, tables) == []


def test_eighteen_requests_cannot_have_twenty_six_results() -> None:
    tables = make_requests(
        "y2019",
        None,
        new=[18, 0, 0, 0, 0, 0, 18],
        carried_in=[0, 0, 0, 0, 0, 0, 0],
        other=[0, 0, 0, 0, 0, 0, 0],
        total=[26, 0, 0, 0, 0, 0, 0],
    )

    findings = check_tables(formats.load("y2019"), tables)

    assert places(findings) == {("F1", None, "natural_person"), ("F3", "total", "total")}
    assert places(findings, "warning") == {("F1", None, "total"), ("F2", "total", "natural_person")}
    balance = next(f for f in findings if f.rule == "F1" and f.where.column == "natural_person")
    assert (balance.expected, balance.found) == (18, 26)
    assert "18 + 0 ≠ 26 + （空）" in balance.message


def test_a_table_of_blanks_breaks_nothing_and_asks_for_confirmation() -> None:
    findings = check_tables(Y2021, make_requests(fill=None))

    assert [(f.rule, f.severity, f.found) for f in findings] == [("F6", "info", 175)]


def test_the_writer_may_refuse_blanks() -> None:
    findings = check_tables(Y2021, make_requests(fill=None), blanks="error")

    assert [(f.rule, f.severity) for f in findings] == [("F6", "error")]


def test_a_blank_that_would_have_to_be_filled_is_a_warning() -> None:
    tables = make_requests(new=[1, 0, 0, 0, 0, 0, 1], carried_out=[1, 0, 0, 0, 0, 0, None])

    findings = check_tables(Y2021, tables)

    assert places(findings) == set()
    assert places(findings, "warning") == {("F1", None, "total"), ("F3", "carried_out", "total")}


def test_a_cell_that_was_not_read_is_not_a_blank() -> None:
    tables = make_requests(new=[5, 0, 0, 0, 0, 0, 5], total=[5, 0, 0, 0, 0, 0, 5])
    del tables["requests"]["granted"]

    assert check_tables(Y2021, tables) == []


def test_a_sum_above_its_total_is_wrong_even_when_a_row_was_not_read() -> None:
    tables = make_requests(
        granted=[9, 0, 0, 0, 0, 0, 9], total=[5, 0, 0, 0, 0, 0, 5], new=[5, 0, 0, 0, 0, 0, 5]
    )
    del tables["requests"]["partial"]

    assert ("F2", "total", "natural_person") in places(check_tables(Y2021, tables))


def test_remedies_add_up_in_each_of_three_groups() -> None:
    good = make_remedies(376, 97, 196, 121, 790, 16, 1, 12, 27, 56, 74, 1, 30, 51, 156)
    bad = make_remedies(376, 97, 196, 121, 790, 16, 1, 12, 27, 55, 74, 1, 30, 51, 156)

    assert check_tables(Y2021, good) == []
    assert places(check_tables(Y2021, bad)) == {("F5", "count", "direct_suit_total")}


@pytest.mark.parametrize(("value", "word"), [(-1, "负数"), (2.5, "整数")])
def test_counts_are_whole_numbers_from_zero(value: float, word: str) -> None:
    tables = {"proactive": {"licences": {"decisions": value}}}

    findings = check_tables(Y2021, tables)

    assert places(findings) == {("F6", "licences", "decisions")}
    assert word in findings[0].message


def test_money_may_have_decimals_and_a_change_a_minus() -> None:
    y2019 = formats.load("y2019")

    assert check_tables(Y2021, {"proactive": {"admin_charges": {"amount_wan": 4166.214619}}}) == []
    assert check_tables(y2019, {"proactive": {"licences": {"items_last_year": 80, "change": -72}}}) == []


def test_what_was_carried_out_last_year_is_carried_in_this_year() -> None:
    last = make_requests(carried_out=[103, 0, 0, 0, 0, 0, 103])
    this = make_requests(
        carried_in=[100, 0, 0, 0, 0, 0, 100],
        granted=[100, 0, 0, 0, 0, 0, 100],
        total=[100, 0, 0, 0, 0, 0, 100],
    )

    findings = check_tables(Y2021, this, last)

    assert places(findings) == {("F4", "carried_in", "natural_person"), ("F4", "carried_in", "total")}
    assert {(f.expected, f.found) for f in findings} == {(103, 100)}


def test_the_report_of_2021_follows_that_of_2020() -> None:
    last = make_requests("y2019", carried_out=[2, 0, 0, 0, 0, 0, 2])

    findings = check_tables(Y2021, make_requests(), last)

    assert ("F4", "carried_in", "total") in places(findings)


def test_documents_in_force_follow_from_last_year() -> None:
    last = {"proactive": {"normative_documents": {"issued": 3, "repealed": 0, "in_force": 50}}}
    this = {"proactive": {"normative_documents": {"issued": 4, "repealed": 1, "in_force": 60}}}

    findings = check_tables(Y2021, this, last)

    assert [(f.rule, f.severity) for f in findings] == [("S2", "warning")]


def test_cases_pending_last_year_do_not_vanish() -> None:
    last = make_remedies(0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    this = make_remedies(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    findings = check_tables(Y2021, this, last)

    assert [(f.rule, f.severity, f.where.column) for f in findings] == [("F10", "warning", None)]


def test_a_balance_writes_its_formula() -> None:
    tables = make_requests(
        new=[18, 0, 0, 0, 0, 0, 18], granted=[12, 0, 0, 0, 0, 0, 12], total=[18, 0, 0, 0, 0, 0, 18]
    )

    formulas = {(b.check.rule, b.line.id): b.formula for b in balances(REQUESTS, tables)}

    assert formulas["F1", "natural_person"] == "18 + 0 = 18 + 0"
    assert formulas["F2", "natural_person"] == "18 ≠ 12"
    assert formulas["F3", "new"] == "18 = 18 + 0 + 0 + 0 + 0 + 0"


@st.composite
def consistent(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a table of requests that satisfies F1–F3."""
    counts = st.lists(st.integers(0, 3000), min_size=6, max_size=6)
    rows: dict[str, list[int]] = {row: draw(counts) for row in (*LEAVES, "carried_out")}
    total = [sum(rows[leaf][i] for leaf in LEAVES) for i in range(6)]
    inflow = [total[i] + rows["carried_out"][i] for i in range(6)]
    carried = [draw(st.integers(0, number)) for number in inflow]
    rows |= {
        "total": total,
        "carried_in": carried,
        "new": [a - b for a, b in zip(inflow, carried, strict=True)],
    }
    return make_requests(**{row: [*values, sum(values)] for row, values in rows.items()})


@given(consistent())
def test_no_alarm_on_any_table_that_balances(tables: dict[str, Any]) -> None:
    assert check_tables(Y2021, tables) == []


@given(consistent(), st.sampled_from(REQUESTS.rows), st.sampled_from(COLUMNS), st.integers(1, 99))
def test_one_changed_cell_is_found(tables: dict[str, Any], row: formats.Row, column: str, more: int) -> None:
    tables["requests"][row.id][column] += more

    findings = check_tables(Y2021, tables)

    found = places(findings)
    assert ("F3", row.id, "total") in found
    assert any(rule in ("F1", "F2") and where == column for rule, _, where in found)
