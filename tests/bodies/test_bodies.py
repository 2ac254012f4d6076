"""行政机关: a tree of bodies, numbers without gaps, roles for a time."""

import contextlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.bodies.actions import (
    add_body,
    add_unit,
    add_user,
    assign_role,
    end_assignment,
    take_number,
)
from gongkai.bodies.models import Body, Sequence
from gongkai.rules.roles import Role

pytestmark = pytest.mark.django_db
CITY = "11441700007280420Y"  # codes that bodies print on their documents; their check digits hold
COUNTY = "12620600MB0523338C"
TOWN = "11500382774856013D"


def city() -> Body:
    return add_body(code="city", name="某市人社局", level="city", uscc=CITY, doc_no_prefix="某人社")


def test_county_stands_within_its_city_and_not_the_other_way() -> None:
    top = city()

    county = add_body(
        code="county", name="某县人社局", level="county", uscc=COUNTY, parent=top, doc_no_prefix="县"
    )

    assert county.is_within(top)
    assert not top.is_within(county)
    assert list(Body.objects.within(top)) == [top, county]
    assert list(Body.objects.above(county)) == [top, county]


def test_a_code_that_begins_like_another_is_no_child_of_it() -> None:
    top = city()
    sister = add_body(code="city2", name="另一市人社局", level="city", uscc=COUNTY, doc_no_prefix="另")

    below = Body.objects.within(top)

    assert sister not in below


def test_a_wrong_check_digit_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="校验位"):
        add_body(code="wrong", name="错码局", level="county", uscc="11441700007280420X", doc_no_prefix="错")

    assert not Body.objects.exists()


def test_a_body_has_one_disclosure_office() -> None:
    top = city()
    add_unit(top, name="办公室", code="office", is_disclosure_office=True)

    with pytest.raises(ValidationError):
        add_unit(top, name="第二办公室", code="office2", is_disclosure_office=True)


def test_numbers_have_no_gap_when_a_transaction_fails() -> None:
    top = city()
    with transaction.atomic():
        first = take_number(top, kind="index", year=2025)
    with contextlib.suppress(RuntimeError), transaction.atomic():
        take_number(top, kind="index", year=2025)
        raise RuntimeError("给号之后失败")

    with transaction.atomic():
        second = take_number(top, kind="index", year=2025)

    assert (first, second) == (1, 2)
    assert Sequence.objects.get().last == 2


def test_each_year_and_kind_counts_for_itself() -> None:
    top = city()
    with transaction.atomic():
        take_number(top, kind="index", year=2025)

        assert take_number(top, kind="index", year=2026) == 1
        assert take_number(top, kind="request", year=2025) == 1


def test_one_person_holds_roles_in_several_units_for_a_time() -> None:
    top = city()
    office = add_unit(top, name="办公室", code="office", is_disclosure_office=True)
    law = add_unit(top, name="政策法规科", code="law")
    person = add_user(username="zhou", full_name="周某")
    first = assign_role(person, unit=office, role=Role.REGISTRAR, on=date(2025, 1, 1))
    assign_role(person, unit=law, role=Role.LEGAL_REVIEWER, on=date(2025, 6, 1))

    end_assignment(first, on=date(2025, 8, 31))

    assert person.roles_in(top, date(2025, 3, 1)) == {Role.REGISTRAR}
    assert person.roles_in(top, date(2025, 7, 1)) == {Role.REGISTRAR, Role.LEGAL_REVIEWER}
    assert person.roles_in(top, date(2025, 9, 1)) == {Role.LEGAL_REVIEWER}
    assert list(person.bodies()) == [top]


def test_an_assignment_cannot_end_before_it_starts() -> None:
    top = city()
    office = add_unit(top, name="办公室", code="office")
    held = assign_role(
        add_user(username="zhou", full_name="周某"), unit=office, role=Role.HANDLER, on=date(2025, 3, 1)
    )

    with pytest.raises(ValidationError):
        end_assignment(held, on=date(2025, 2, 1))
