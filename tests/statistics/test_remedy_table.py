"""年报第四部分: each of the fifteen cells, from reviews and suits that were lived with real days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.remedies.actions import answer_remedy, conclude_remedy, file_remedy
from gongkai.remedies.models import Kind, Remedy, RemedyOutcome
from gongkai.rules import formats, remedy_columns
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedy_columns import Counting, Moment
from gongkai.statistics.answers import answer, record_keys, values
from gongkai.statistics.figures import call_name
from gongkai.statistics.scope import Scope
from tests.factories import answer_request, make_body, make_request, staff_of

pytestmark = pytest.mark.django_db
YEARS = (2023, 2024, 2025, 2026)


@dataclass(frozen=True)
class Tale:
    """One review or suit: its name is its number; `after` names the review that it follows."""

    name: str
    kind: Kind
    accepted_on: date
    concluded_on: date | None = None
    outcome: RemedyOutcome = RemedyOutcome.UPHELD
    after: str = ""
    redo: bool = False


REVIEW, DIRECT, AFTER = Kind.REVIEW, Kind.DIRECT_SUIT, Kind.SUIT_AFTER_REVIEW
UPHELD, CORRECTED, OTHER = RemedyOutcome.UPHELD, RemedyOutcome.CORRECTED, RemedyOutcome.OTHER

# fmt: off
TALES = [
    Tale("复1", REVIEW, date(2024, 11, 5),  date(2025, 1, 6)),                  # 上年受理，本年维持
    Tale("复2", REVIEW, date(2025, 2, 10),  date(2025, 3, 31)),
    Tale("复3", REVIEW, date(2025, 1, 2),   date(2025, 12, 31), CORRECTED),     # 年末最后一天审结
    Tale("复4", REVIEW, date(2025, 5, 6),   date(2025, 6, 3),   OTHER),         # 申请人撤回，终止
    Tale("复5", REVIEW, date(2025, 12, 31)),                                    # 年末最后一天受理，至今未结
    Tale("复6", REVIEW, date(2025, 11, 20), date(2026, 1, 1),   CORRECTED, redo=True),  # 次年第一天审结
    Tale("复7", REVIEW, date(2026, 1, 4),   date(2026, 2, 2)),
    Tale("诉1", DIRECT, date(2023, 12, 25), date(2025, 1, 2)),                  # 跨三个年度
    Tale("诉2", DIRECT, date(2025, 3, 3),   date(2025, 9, 30),  CORRECTED, redo=True),
    Tale("诉3", DIRECT, date(2025, 4, 7),   date(2025, 5, 12),  OTHER),         # 准许撤诉
    Tale("诉4", DIRECT, date(2025, 4, 8),   date(2025, 5, 13),  OTHER),         # 驳回起诉
    Tale("诉5", DIRECT, date(2025, 10, 9)),
    Tale("后1", AFTER,  date(2025, 2, 5),   date(2025, 7, 4),   UPHELD, "复1"),  # 同一答复先复议后诉讼
    Tale("后2", AFTER,  date(2025, 4, 16),  date(2025, 10, 10), CORRECTED, "复2"),
    Tale("后3", AFTER,  date(2025, 6, 17),  date(2025, 8, 1),   OTHER, "复4"),
    Tale("后4", AFTER,  date(2026, 2, 24),  None, UPHELD, "复7"),
]
# What each cell of a year counts: 维持, 纠正, 其他, 尚未审结.
CELLS = {
    2023: {DIRECT: ("", "", "", "诉1")},
    2024: {REVIEW: ("", "", "", "复1"), DIRECT: ("", "", "", "诉1")},
    2025: {
        REVIEW: ("复1 复2", "复3", "复4", "复5 复6"),
        DIRECT: ("诉1", "诉2", "诉3 诉4", "诉5"),
        AFTER:  ("后1", "后2", "后3", ""),
    },
    2026: {REVIEW: ("复7", "复6", "", "复5"), DIRECT: ("", "", "", "诉5"), AFTER: ("", "", "", "后4")},
}
# fmt: on


def live(body: Body, tales: list[Tale]) -> dict[str, Remedy]:
    """Live the tales against a body, each about a request of its own unless it follows a review."""
    found: dict[str, Remedy] = {}
    for tale in tales:
        before = found.get(tale.after)
        case = before.request if before else answered(body, tale.accepted_on - timedelta(days=20))
        found[tale.name] = lived(case, tale, before)
    return found


def answered(body: Body, on: date) -> DisclosureRequest:
    asked = make_request(body=body, received_on=on - timedelta(days=10))
    return answer_request(asked, on=on, outcome=Outcome.DENIED_PROCESS)


def lived(case: DisclosureRequest, tale: Tale, before: Remedy | None) -> Remedy:
    legal = staff_of(case.body).legal_reviewer
    accepted_on = tale.accepted_on
    remedy = file_remedy(
        case,
        kind=tale.kind,
        case_no=tale.name,
        organ=f"{case.body.name}的上级",
        accepted_on=accepted_on,
        notified_on=accepted_on + timedelta(days=1),
        after=before,
        by=legal,
        on=accepted_on + timedelta(days=1),
    )
    remedy = answer_remedy(remedy, by=legal, on=accepted_on + timedelta(days=1))
    if tale.concluded_on is None:
        return remedy
    return conclude_remedy(remedy, outcome=tale.outcome, redo=tale.redo, by=legal, on=tale.concluded_on)


def cells() -> dict[str, str]:
    """Return the fifteen cells of the table with the figures that they ask for."""
    table = formats.load("y2021").table("remedies")
    asked = [(column.id, table.figure(row, column)) for row, column in table.cells()]
    return {name: call_name(call.code, call.arguments) for name, call in asked if call}


def expected(year: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind in Kind:
        told = CELLS[year].get(kind, ("",) * 4)
        for column, names in zip(("upheld", "corrected", "other", "pending"), told, strict=True):
            found[f"{kind}_{column}"] = set(names.split())
            found[f"{kind}_total"] |= set(names.split())
    return dict(found)


def counted(body: Body, year: int, *, below: bool = False) -> dict[str, set[str]]:
    """Return the cases that each cell counts, and see that the number is theirs."""
    scope, asked = Scope.year(body, year, below=below), cells()
    numbers, keys = values(asked.values(), scope), record_keys(asked.values(), scope)
    found = {}
    for column, name in asked.items():
        cases = Remedy.objects.filter(pk__in=keys[name])
        found[column] = {str(case.case_no) for case in cases}
        assert numbers[name] == len(cases), (year, column)
    return found


def test_every_cell_counts_its_cases_and_opens_them() -> None:
    body = make_body()
    live(body, TALES)

    for year in YEARS:
        assert counted(body, year) == expected(year), year


def test_the_year_of_the_tales_fills_all_but_one_cell() -> None:
    """Guard the tales themselves: with fewer of them cells could be swapped unseen."""
    filled = {column for column, names in expected(2025).items() if names}

    assert set(cells()) - filled == {"suit_after_review_pending"}
    assert expected(2026)["suit_after_review_pending"] == {"后4"}
    assert len(cells()) == 15


def test_what_is_pending_at_the_end_of_a_year_is_concluded_or_pending_in_the_next() -> None:
    body = make_body()
    live(body, TALES)

    for year in YEARS[:-1]:
        this, following = counted(body, year), counted(body, year + 1)
        for kind in Kind:
            assert this[f"{kind}_pending"] <= following[f"{kind}_total"], (year, kind)


def test_several_bodies_are_counted_apart_and_together() -> None:
    city = make_body(name="明江市局")
    county, stranger = make_body(name="青岚县局", parent=city), make_body(name="别市局")
    live(city, TALES[:1])
    live(county, [Tale("县1", REVIEW, date(2025, 3, 3), date(2025, 4, 1), CORRECTED)])
    live(stranger, [Tale("别1", REVIEW, date(2025, 3, 3), date(2025, 4, 1), CORRECTED)])

    alone, together = counted(city, 2025), counted(city, 2025, below=True)

    assert (alone["review_upheld"], alone["review_total"]) == ({"复1"}, {"复1"})
    assert together["review_total"] == {"复1", "县1"}
    assert counted(county, 2025)["review_corrected"] == {"县1"}


def test_one_reply_reviewed_and_sued_over_counts_in_both_groups() -> None:
    body = make_body()
    found = live(body, [TALES[0], TALES[12]])
    year = Scope.year(body, 2025)

    assert found["复1"].request_id == found["后1"].request_id
    assert [answer(f"remedies.{kind}", year).value for kind in Kind] == [1, 0, 1]
    assert answer("remedies.all", year).value == Decimal(2)


@pytest.mark.parametrize(
    ("rule", "year", "pending"),
    [
        (Counting(Moment.CONCLUDED, Moment.ACCEPTED), 2025, {"复5", "复6"}),
        (Counting(Moment.CONCLUDED, Moment.NOTIFIED), 2025, {"复6"}),  # 副本2026年1月1日才收到
        (Counting(Moment.ACCEPTED, Moment.ACCEPTED), 2025, {"复5"}),  # 审结的也按受理年度计
    ],
)
def test_the_rule_says_which_day_decides(
    rule: Counting, year: int, pending: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = make_body()
    live(body, TALES[:7])
    monkeypatch.setattr("gongkai.statistics.questions.remedies.counting", lambda _: rule)

    assert counted(body, year)["review_pending"] == pending


def test_the_rule_in_force_counts_the_end_and_the_acceptance() -> None:
    assert remedy_columns.counting(date(2025, 12, 31)) == Counting(Moment.CONCLUDED, Moment.ACCEPTED)


@pytest.mark.parametrize(
    ("column", "review", "suit"),
    [
        (remedy_columns.Column.UPHELD, "驳回行政复议请求", "驳回诉讼请求"),
        (remedy_columns.Column.CORRECTED, "责令限期履行", "判决履行"),
        (remedy_columns.Column.OTHER, "申请人撤回", "驳回起诉"),
    ],
)
def test_the_law_has_more_results_than_the_table_has_columns(
    column: remedy_columns.Column, review: str, suit: str
) -> None:
    counted = remedy_columns.results(column)

    assert review in counted.review
    assert suit in counted.suit
