"""正文说法的规则文件：每一种说法指的格都在，写坏了的说得出哪里不对。"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.rules import formats, prose, tables
from gongkai.rules.prose import OutcomeWords, SaidOutcome
from gongkai.rules.tables import BadRuleFile

GOOD = Path(prose.__file__).with_name("reports") / "prose" / "counts.toml"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the rule file that may be spoiled."""
    copy = tmp_path / prose.FILE
    copy.parent.mkdir(parents=True)
    copy.write_text(GOOD.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    prose.load.cache_clear()
    yield copy
    prose.load.cache_clear()


def outcome(label: str) -> SaidOutcome:
    words: OutcomeWords = prose.load().outcomes
    return next(kind for kind in words.kinds if kind.label == label)


def cells_of_formats() -> set[tuple[str, str, str]]:
    cells = {
        (table.id, row.id, column.id)
        for report in formats.formats()
        for table in report.tables
        for row, column in table.cells()
    }
    older = {(table, row, prose.YEAR) for table, row, _ in cells if table == prose.STATISTICS}
    return cells | older


def test_every_cell_that_words_mean_is_in_a_format() -> None:
    said = prose.load()
    means = [*(kind.means for kind in said.outcomes.kinds), *(count.means for count in said.counts)]

    assert {cell for sums in means for cells in sums for cell in cells} <= cells_of_formats()


def test_every_outcome_of_the_table_has_words() -> None:
    rows = {row for kind in prose.load().outcomes.kinds for row in kind.rows}
    whole = {"new", "carried_in", "total", "carried_out"}

    assert rows == {row.id for row in formats.load("y2021").table("requests").rows if row.columns} - whole


def test_a_group_is_the_sum_of_its_rows_and_one_row_in_the_years_before() -> None:
    other = outcome("其他处理")

    assert other.is_group
    assert [len(cells) for cells in other.means] == [3, 1]
    assert not outcome("国家秘密").is_group


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("<got>[^,", "<gott>[^,", "引用了没有的词：gott"),
        ("said = '国家秘密'", "said = '(国家秘密'", "不是正则表达式"),
        ('"requests.carried_in.total"]]', '"requests.carried_in"]]', "应当写作“表.行.列”"),
        ('label = "国家秘密"', 'label = "国家秘密"\nlabels = 3', "不认识的字段：labels"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place(written: Path, good: str, bad: str, says: str) -> None:
    text = written.read_text("utf-8")
    assert good in text
    written.write_text(text.replace(good, bad, 1), "utf-8")

    with pytest.raises(BadRuleFile, match=says):
        prose.load()
