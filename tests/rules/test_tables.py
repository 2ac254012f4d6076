"""Reading rule files: a slip in a file is refused with file, place and reason."""

from datetime import date

import pytest

from gongkai.rules.deadlines import Unit
from gongkai.rules.eras import read_by_era
from gongkai.rules.roles import Role
from gongkai.rules.tables import BadRuleFile, Row, read_codes, read_each, read_file
from gongkai.rules.versions import NotInForce, Version, Versions, read_versions


def row(**values: object) -> Row:
    return Row("sample.toml", "rules.sample", values)


def test_fields_come_back_in_their_kind() -> None:
    sample = row(label="答复", value=20, moves=True, since=date(2019, 5, 15), levels=["city"], rows={"a": 1})

    assert sample.text("label") == "答复"
    assert sample.number("value") == 20
    assert sample.flag("moves")
    assert sample.day("since") == date(2019, 5, 15)
    assert sample.texts("levels") == ("city",)
    assert sample.mapping("rows") == {"a": 1}
    sample.close()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "sample.toml：rules.sample：缺少“value”"),
        ({"value": "20"}, "“value”应当是整数"),
        ({"value": True}, "“value”应当是整数"),
        ({"value": 20, "valeu": 15}, "不认识的字段：valeu"),
    ],
)
def test_slips_are_refused(values: dict[str, object], message: str) -> None:
    def build(_code: str, sample: Row) -> int:
        return sample.number("value")

    with pytest.raises(BadRuleFile, match=message):
        read_each(row(rules={"sample": values}), "rules", build)


def test_a_word_outside_the_list_is_refused() -> None:
    with pytest.raises(BadRuleFile, match="“unit”不能是“weeks”，只能是：working_days、"):
        row(unit="weeks").choice("unit", Unit)


def test_an_era_nobody_knows_is_refused() -> None:
    with pytest.raises(BadRuleFile, match=r"rules\.sample\.rows：不认识的字段：y2020"):
        read_by_era(row(rows={"y2021": "granted", "y2020": "granted"}), "rows")


def test_a_list_of_texts_holds_texts_only() -> None:
    with pytest.raises(BadRuleFile, match="文字的列表"):
        row(levels=["city", 3]).texts("levels")


def test_a_list_of_tables_holds_tables_only() -> None:
    with pytest.raises(BadRuleFile, match="表的列表"):
        row(versions=[20]).rows("versions")


def test_a_table_must_be_a_table() -> None:
    with pytest.raises(BadRuleFile, match=r"rules\.reply”应当是表"):
        read_each(row(rules={"reply": 20}), "rules", lambda _code, found: found)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BadRuleFile, match=r"规则文件 nothing\.toml 无法读取"):
        read_file("nothing.toml")


def test_codes_of_program_and_file_must_be_the_same() -> None:
    def build(_code: str, found: Row) -> None:
        found.asked.update(found.values)

    with pytest.raises(BadRuleFile, match=r"与程序中的代码不一致：.*registrar"):
        read_codes("applicants.toml", "applicants", Role, build)


def test_the_version_of_the_day_is_found() -> None:
    versions = Versions("答复", [Version(date(2008, 5, 1), 15), Version(date(2019, 5, 15), 20)])

    assert versions.in_force(date(2019, 5, 14)).value == 15
    assert versions.in_force(date(2019, 5, 15)).value == 20
    assert versions.latest.value == 20
    with pytest.raises(NotInForce, match="“答复”自2008-05-01起施行"):
        versions.in_force(date(2008, 4, 30))


def test_versions_stand_in_order() -> None:
    rows = [row(**{"from": date(2019, 5, 15), "value": 20}), row(**{"from": date(2008, 5, 1), "value": 15})]

    with pytest.raises(BadRuleFile, match="按施行日期先后排列"):
        read_versions("答复", rows, lambda found: found.number("value"))
