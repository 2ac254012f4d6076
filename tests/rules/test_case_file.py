"""卷宗目录: what belongs into the file of a request, and how sure that is."""

from gongkai.rules.case_file import file_papers
from gongkai.rules.deadlines import Certainty
from gongkai.rules.letters import kinds


def test_the_form_of_the_request_comes_first_by_article_twenty_nine() -> None:
    code, paper = next(iter(file_papers().items()))

    assert (code, paper.label, paper.basis) == ("application", "申请表", "条例第二十九条")
    assert paper.certainty is Certainty.STATUTE


def test_letters_that_need_not_be_there_are_kinds_of_letters() -> None:
    assert set(file_papers()["letter"].without) <= set(kinds())


def test_what_only_practice_asks_for_says_so() -> None:
    unsure = {code for code, paper in file_papers().items() if paper.certainty is Certainty.UNCONFIRMED}

    assert unsure == {"authority", "service", "scan", "decision"}
