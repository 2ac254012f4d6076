"""审查要点（条例第十四条至第十七条）: what bars disclosure, and what leaves it to the body."""

from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role


def test_secrets_bar_disclosure_and_internal_matters_leave_it_to_the_body() -> None:
    points = review_points()

    assert points["state_secret"].bars
    assert points["third_party"].basis == "条例第十五条"
    assert not points["internal"].bars
    assert points["internal"].basis == "条例第十六条第一款"


def test_the_list_opens_with_state_secrets() -> None:
    assert next(iter(review_points())) == "state_secret"


def test_the_secrecy_reviewer_acts_by_article_seventeen_and_a_unit_head_by_the_house() -> None:
    assert Role.SECRECY_REVIEWER.basis == "条例第十七条，保守国家秘密法第三十五条"
    assert Role.UNIT_HEAD.basis == ""
