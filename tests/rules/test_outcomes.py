"""Outcomes, applicant kinds, roles and ledger kinds: that they fit each other and the printed tables."""

import pytest

from gongkai.rules import formats
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.eras import Era
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome, OutcomeGroup, ReviewFirst
from gongkai.rules.roles import Role

ERAS_WITH_FORMAT = [Era.Y2019, Era.Y2021]
NOT_RESULTS = {"new", "carried_in", "total", "carried_out"}


def table(era: Era, code: str) -> formats.Table:
    return next(table for table in formats.load(era.value).tables if table.id == code)


@pytest.mark.parametrize("era", ERAS_WITH_FORMAT)
def test_outcomes_fill_every_result_row_and_no_other(era: Era) -> None:
    rows = {row.id for row in table(era, "requests").rows} - NOT_RESULTS

    assert {outcome.row(era) for outcome in Outcome} == rows


def test_every_outcome_is_worded_like_its_row() -> None:
    labels = {row.id: row.label for row in table(Era.Y2021, "requests").rows}

    for outcome in Outcome:
        if outcome.group not in (OutcomeGroup.GRANTED, OutcomeGroup.PARTIAL):
            assert labels[outcome.row(Era.Y2021) or ""].split(".", 1)[1] == outcome.label


def test_already_public_counts_as_granted_since_2019_and_apart_before() -> None:
    outcome = Outcome.GRANTED_ALREADY_PUBLIC

    assert outcome.row(Era.Y2021) == outcome.row(Era.Y2019) == "granted"
    assert outcome.row(Era.Y2014) == "replies_already_public"


def test_the_three_other_rows_of_2021_were_one_before() -> None:
    assert {outcome.row(Era.Y2019) for outcome in OutcomeGroup.OTHER.outcomes} == {"other"}


@pytest.mark.parametrize(
    ("outcome", "detail", "row_2014", "row_2008"),
    [
        (Outcome.DENIED_THIRD_PARTY, "trade_secret", "denied_trade_secret", "denied_exempt_2"),
        (Outcome.DENIED_THIRD_PARTY, "privacy", "denied_privacy", "denied_exempt_3"),
        (Outcome.UNAVAILABLE_NOT_HELD, "not_existing", "replies_not_existing", "denied_not_existing"),
        (Outcome.UNAVAILABLE_NOT_HELD, "not_responsible", "replies_not_responsible", "denied_not_held"),
        (
            Outcome.OTHER_MISC,
            "not_government_information",
            "denied_not_government_information",
            "denied_not_government_information",
        ),
        (Outcome.OTHER_MISC, "withdrawn", None, None),
    ],
)
def test_older_tables_need_the_finer_ground(
    outcome: Outcome, detail: str, row_2014: str | None, row_2008: str | None
) -> None:
    assert outcome.detail_required
    assert outcome.row(Era.Y2014, detail) == row_2014
    assert outcome.row(Era.Y2008, detail) == row_2008


def test_an_unknown_ground_is_an_error() -> None:
    with pytest.raises(KeyError):
        Outcome.DENIED_THIRD_PARTY.row(Era.Y2014, "secret")


def test_review_must_come_first_only_for_what_is_denied() -> None:
    required = {outcome.group for outcome in Outcome if outcome.review_first is ReviewFirst.REQUIRED}

    assert required == {OutcomeGroup.DENIED}


def test_everything_has_its_basis_but_what_is_only_practice() -> None:
    without = {outcome for outcome in Outcome if not outcome.basis}

    assert without == {Outcome.REFUSED_CONFIRM, Outcome.OTHER_MISC}


@pytest.mark.parametrize("era", ERAS_WITH_FORMAT)
def test_applicant_kinds_are_the_columns(era: Era) -> None:
    columns = [column for column in table(era, "requests").columns if column.id != "total"]

    assert [column.id for column in columns] == list(ApplicantKind)
    assert [kind.column_label(era) for kind in ApplicantKind] == [column.label for column in columns]


def test_applicants_were_not_told_apart_before_2019() -> None:
    assert {kind.column_label(Era.Y2014) for kind in ApplicantKind} == {None}


@pytest.mark.parametrize("era", ERAS_WITH_FORMAT)
def test_ledger_cells_exist(era: Era) -> None:
    for kind in LedgerKind.all():
        if cell := kind.cell(era):
            row = next(row for row in table(era, cell.table).rows if row.id == cell.row)
            assert cell.column in row.columns, kind


@pytest.mark.parametrize(
    ("year", "era"),
    [
        (2008, Era.Y2008),
        (2013, Era.Y2008),
        (2014, Era.Y2014),
        (2018, Era.Y2014),
        (2019, Era.Y2019),
        (2020, Era.Y2019),
        (2021, Era.Y2021),
        (2026, Era.Y2021),
    ],
)
def test_a_reporting_year_has_its_era(year: int, era: Era) -> None:
    assert Era.of_year(year) is era


def test_there_was_no_report_before_2008() -> None:
    with pytest.raises(ValueError, match="2007年还没有"):
        Era.of_year(2007)


def test_all_have_labels_of_their_own() -> None:
    for codes in (Role, ApplicantKind, OutcomeGroup, LedgerKind.all()):
        labels = [code.label for code in codes]
        assert len(set(labels)) == len(labels)
    assert len({outcome.short for outcome in Outcome}) == len(Outcome)
    assert all(role.does for role in Role)
