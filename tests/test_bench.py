"""What the measurements are made of: that they measure what they say, not how fast anything is."""

from bench import judged
from bench.table import page_with
from bench.webserver import _latency

PAGE = "# Measurements\n\nold words\n\n## Serving\n\n2026-01-01: slow\n\n## Letters\n\n2026-01-02: fine\n"


def test_a_part_takes_the_place_of_the_one_before_and_leaves_the_others() -> None:
    page = page_with({"Serving": "2026-02-01: quick\n", "Import": "2026-02-01: new\n"}, PAGE)

    assert "slow" not in page
    assert page.index("quick") < page.index("2026-01-02: fine") < page.index("2026-02-01: new")
    assert page_with({}, page) == page


def test_latencies_of_wrk_are_read_in_milliseconds() -> None:
    said = "     50%  183.00us\n     99%    1.16s \n"

    assert (_latency(said, 50), _latency(said, 99)) == (0.183, 1160.0)


def test_every_question_names_items_that_are_there() -> None:
    items = judged._table("judged")["items"]

    assert len(judged.judged()) >= 60
    assert len(judged.judged("spoken")) >= 30
    for name in ("judged", "spoken"):
        assert {key for asked in judged.judged(name) for key in asked.finds} <= items.keys()


def test_half_of_the_right_items_is_half_the_recall() -> None:
    asked = judged.Judged("title", "电梯", {}, frozenset({"one", "two"}))

    assert asked.recall(["x", "one"]) == 0.5
    assert asked.reciprocal_rank(["x", "one"]) == 0.5
    assert asked.reciprocal_rank(["x"]) == 0
