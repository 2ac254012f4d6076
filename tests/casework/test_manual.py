"""The manual of disclosure on request: each step with its documents, its conditions and its periods."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import gongkai.casework
from gongkai.casework import timing
from gongkai.casework.guards import ENTERED, GUARDS, MANUAL
from gongkai.casework.record_guards import CONDITIONS as OF_RECORDS
from gongkai.casework.withholding_guards import CONDITIONS as OF_WITHHOLDING
from gongkai.casework.workflow import CASEWORK
from gongkai.rules import deadlines, letters
from gongkai.workflow import Condition

ARTICLE = re.compile("第[一二三四五六七八九十]+条")
LINES = {line.code: line for line in MANUAL.lines}


def listed() -> list[Condition[...]]:
    tables = (GUARDS, ENTERED, OF_RECORDS, OF_WITHHOLDING)
    return [each for table in tables for row in table.values() for each in row]


@pytest.mark.parametrize("sentence", sorted({each.sentence for each in listed()}))
def test_each_condition_is_a_sentence_that_names_its_article(sentence: str) -> None:
    assert sentence.endswith("。")
    assert ARTICLE.search(sentence)


def test_no_condition_of_casework_is_missing_from_the_tables() -> None:
    names = [module.name for module in iter_modules(gongkai.casework.__path__) if not module.ispkg]
    modules = [import_module(f"gongkai.casework.{name}") for name in names]

    found = {
        each.sentence for module in modules for each in vars(module).values() if isinstance(each, Condition)
    }

    assert found - {each.sentence for each in listed()} == set()


def test_the_tables_of_conditions_name_steps_that_there_are() -> None:
    codes = {step.code for step in CASEWORK.steps}

    assert {*GUARDS, *ENTERED} <= codes


def test_every_kind_of_letter_belongs_to_a_step() -> None:
    written = {document for line in MANUAL.lines for document in line.documents}

    assert {kind.label for kind in letters.kinds().values()} <= written


def test_a_step_names_the_letters_that_it_brings_about() -> None:
    assert LINES["ask_to_correct"].documents == ("补正告知书",)
    assert LINES["tell_third_party"].documents == ("公开决定告知书（第三方）",)
    assert LINES["transfer_petition"].documents == ("不作为申请处理告知书",)
    assert {"公开答复书", "信息不存在告知书"} <= set(LINES["issue_reply"].documents)
    assert "公开答复书" not in LINES["withdraw"].documents


def test_every_step_that_moves_or_ends_the_clock_says_so() -> None:
    moving = {*timing.READ, *timing.CONCLUDING, "register", "confirm_receipt"}

    assert [code for code in sorted(moving) if not LINES[code].terms] == []


def test_a_period_is_said_as_the_rules_have_it() -> None:
    reply = "答复申请：收到申请之日起20个工作日内作出答复（条例第三十三条）。"

    assert deadlines.rule("request_reply").words == reply
    assert LINES["register"].terms == (
        *("答复期限自次日起计算。", reply),
        "告知补正：收到申请之日起7个工作日内发出补正告知（条例第三十条）。",
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("annual_report_department", "部门年度报告：报告年度结束后，1月31日前报送并公布（条例第四十九条）。"),
        ("hearing_papers", "听证会召开之日前7日材料送达听证会参加人"),
        ("consultation_rule", "公开征求意见开始之日起至少30日征求意见截止"),
        ("request_correction_period", "（条例第三十条，没有规定长短，为默认值，各机关可以另定）。"),
        ("legality_review_document", "（国办发〔2018〕115号，尚未核对原文）。"),
    ],
)
def test_a_rule_is_worded_by_its_kind_and_its_certainty(code: str, words: str) -> None:
    assert words in deadlines.rule(code).words
