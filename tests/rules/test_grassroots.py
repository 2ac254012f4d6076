"""基层政务公开标准目录（人社厅函〔2019〕113号）."""

from gongkai.rules.catalogue import topics
from gongkai.rules.grassroots import areas, usual


def test_employment_has_nine_matters_and_twenty_five_items() -> None:
    matters = areas()["employment"].matters

    assert (len(matters), sum(len(matter.items) for matter in matters)) == (9, 25)


def test_social_insurance_has_nine_matters_and_eleven_elements_each() -> None:
    matters = areas()["social_insurance"].matters

    assert len(matters) == 9
    assert {len(item.elements) for matter in matters for item in matter.items} == {11}


def test_every_item_says_something_and_stands_once_in_its_column() -> None:
    for area in areas().values():
        assert area.topic in topics()
        for matter in area.matters:
            names = [item.name for item in matter.items]
            assert len(names) == len(set(names))
            assert all(item.elements for item in matter.items)


def test_slugs_are_columns_of_their_own() -> None:
    slugs = [slug for area in areas().values() for slug in (area.slug, *(each.slug for each in area.matters))]
    kept = [column.slug for topic in topics().values() for column in topic.columns]

    assert len(set(slugs)) == len(slugs)
    assert not set(slugs) & set(kept)


def test_it_says_that_it_is_to_be_compared() -> None:
    assert "核对" in usual().note
    assert usual().period == "信息形成或者变更之日起20个工作日内"
    assert any(item.is_guessed for matter in areas()["employment"].matters for item in matter.items)
