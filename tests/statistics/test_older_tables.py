"""Older tables: each row asks the registers as the form of its time counted."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.casework.models import Channel
from gongkai.rules import formats
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer, values
from gongkai.statistics.figures import UnknownArgument, figures
from gongkai.statistics.scope import Scope
from tests.factories import make_body, make_unit
from tests.statistics.registers import enter_fee, enter_quantity, enter_remedy, enter_request

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2018, 5, 2), date(2018, 6, 4)
# Rows of local tables that no register can answer: what was secret, what nobody has told apart.
UNANSWERED = {
    *("requests_other_means", "request_catalogue_items", "replies_repeat", "denied_process_safety"),
    *("proactive_official_documents", "official_documents_secret"),
    *("denied_exempt_4", "denied_exempt_5", "denied_exempt_6"),
}


def counted(scope: Scope, *rows: str) -> dict[str, int]:
    found = values([f"statistics.{row}" for row in rows], scope)
    return {row: int(found[f"statistics.{row}"]) for row in rows}


@pytest.mark.parametrize("code", [code for code in formats.available() if code < "y2019"])
def test_every_row_of_an_older_table_has_its_figure(code: str) -> None:
    rows = {row.id for table in formats.load(code).tables for row in table.rows if table.columns_of(row)}

    assert {row for row in rows if f"statistics.{row}" not in figures()} <= UNANSWERED


def test_channels_are_added_up_as_the_rows_are_printed() -> None:
    body = make_body()
    for channel in Channel:
        enter_request(body, MAY, channel=channel)

    found = counted(
        Scope.year(body, 2018),
        *(
            "requests_received",
            "requests_in_person",
            "requests_online",
            "requests_letter_fax",
            "requests_fax",
        ),
    )
    assert list(found.values()) == [6, 1, 2, 3, 1]


def test_replies_are_the_sum_of_their_rows_and_the_finer_ground_decides() -> None:
    body = make_body()
    for outcome, flag in (
        (Outcome.GRANTED, ""),
        (Outcome.PARTIAL, ""),
        (Outcome.DENIED_THIRD_PARTY, "privacy"),
        (Outcome.DENIED_THIRD_PARTY, "trade_secret"),
        (Outcome.UNAVAILABLE_NOT_HELD, "not_existing"),
        (Outcome.GRANTED_ALREADY_PUBLIC, ""),
    ):
        case = enter_request(body, MAY, JUNE, outcome)
        case.outcome_flag = flag
        case.save()
    scope = Scope.year(body, 2018)

    found = counted(scope, "replies", "replies_granted", "replies_partial", "replies_denied", "replies_other")
    assert list(found.values()) == [6, 1, 1, 2, 2]
    assert counted(scope, "denied_privacy", "replies_not_existing", "replies_already_public") == {
        "denied_privacy": 1,
        "replies_not_existing": 1,
        "replies_already_public": 1,
    }
    # The table of 2008 counts as granted what had been published already.
    assert counted(scope, "earlier_replies_granted", "denied_exempt_3", "earlier_replies") == {
        "earlier_replies_granted": 2,
        "denied_exempt_3": 1,
        "earlier_replies": 6,
    }


def test_cumulative_numbers_count_from_the_beginning() -> None:
    body = make_body()
    for year in (2016, 2017, 2018):
        enter_request(body, date(year, 5, 2), date(year, 6, 1))
        enter_quantity(body, LedgerKind("gazette_item"), date(year, 3, 31), 10)
    enter_remedy(body, date(2017, 3, 3), date(2017, 5, 3))  # of a further request
    scope = Scope.year(body, 2018)

    assert counted(scope, "requests_received", "replies", "proactive_gazette", "reviews") == {
        "requests_received": 1,
        "replies": 1,
        "proactive_gazette": 10,
        "reviews": 0,
    }
    names = ("requests_received", "replies", "proactive_gazette", "reviews")
    assert list(counted(scope, *(f"{name}.cumulative" for name in names)).values()) == [4, 4, 30, 1]


def test_suits_are_both_kinds_and_those_ended_leave_out_what_is_pending() -> None:
    body = make_body()
    enter_remedy(body, date(2018, 3, 3), date(2018, 5, 3), kind="direct_suit")
    enter_remedy(body, date(2018, 4, 3), None, kind="suit_after_review")

    found = counted(Scope.year(body, 2018), "suits", "suits_ended", "suits_upheld")

    assert found == {"suits": 2, "suits_ended": 1, "suits_upheld": 1}


def test_fees_are_printed_in_ten_thousands() -> None:
    body = make_body()
    enter_fee(body, MAY, JUNE, 560)

    assert values(["statistics.fees_charged"], Scope.year(body, 2018)) == {
        "statistics.fees_charged": Decimal("0.0560")
    }


def test_the_number_at_hand_is_the_newest_of_each_unit_and_not_a_sum() -> None:
    body = make_body()
    first, second = make_unit(body=body), make_unit(body=body)
    for unit, on, number in ((first, date(2017, 3, 1), 2), (first, date(2018, 9, 1), 3), (second, MAY, 4)):
        entry = enter_quantity(body, LedgerKind("part_time_staff"), on, number)
        entry.unit = unit
        entry.save()
    enter_quantity(body, LedgerKind("full_time_staff"), MAY, 1)

    found = answer("statistics.staff_part_time", Scope.year(body, 2018))

    assert (found.value, found.records.count()) == (7, 2)
    assert answer("statistics.staff", Scope.year(body, 2018)).value == 8
    assert answer("statistics.staff_part_time", Scope.year(body, 2017)).value == 2


def test_items_of_the_year_before_and_their_change_follow_from_the_numbers_at_hand() -> None:
    body = make_body()
    for on, number in ((date(2018, 12, 1), 22), (date(2019, 7, 1), 25), (date(2019, 11, 1), 19)):
        enter_quantity(body, LedgerKind("admin_charge_item"), on, number)
    enter_quantity(body, LedgerKind("penalty_item"), date(2018, 2, 1), 5)
    scope = Scope.year(body, 2019)

    names = [f"proactive.{row}.{column}" for row in ("admin_charges", "penalties") for column in COLUMNS]
    found = values(names, scope)
    assert [found[name] for name in names] == [22, -3, 5, 0]
    assert answer("proactive.admin_charges.change", scope).records.count() == 2


COLUMNS = ("items_last_year", "change")


@pytest.mark.parametrize(
    ("code", "argument"),
    [
        ("requests.new", {"channel": "pigeon"}),
        ("requests.total", {"row_y2014": "replies_maybe"}),
        ("remedies.all", {"kind": "appeal"}),
        ("remedies.all", {"outcome": "settled"}),
    ],
)
def test_what_no_register_knows_is_refused(code: str, argument: dict[str, str]) -> None:
    with pytest.raises(UnknownArgument):
        answer(code, Scope.year(make_body(), 2018), **argument)
