"""目录信息的建议: real-looking documents, and what may be proposed from each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.publishing.models import InformationItem
from gongkai.publishing.proposing import propose
from gongkai.publishing.summing_up import LONGEST

CASES = tomllib.loads((Path(__file__).parent / "cases/proposals.toml").read_text(encoding="utf-8"))["cases"]


def proposed(text: str) -> dict[str, str]:
    return {each.field: each.value for each in propose(text)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_text_says_of_itself(case: dict[str, Any]) -> None:
    found = proposed(case["text"])

    got = {field: found.get(field, "") for field in case["expect"]}
    got = {
        field: value
        if field != "keywords"
        else case["expect"][field]
        if case["expect"][field] in value
        else value
        for field, value in got.items()
    }
    assert got == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_proposal_fits_its_field_and_says_where_it_was_found(case: dict[str, Any]) -> None:
    for each in propose(case["text"]):
        field = InformationItem._meta.get_field(each.field)

        assert each.where
        assert each.shown
        assert len(each.value) <= (getattr(field, "max_length", None) or 10)


def test_there_are_enough_documents() -> None:
    assert len(CASES) >= 30


def test_nothing_is_proposed_of_nothing() -> None:
    assert propose("") == []
    assert propose("\n　\n") == []


def test_the_name_of_the_body_is_known_however_it_ends() -> None:
    text = (
        "海城仲裁庭关于开庭时间的公告\n现就开庭时间公告如下，请当事人按时到庭参加。\n海城仲裁庭\n2026年3月2日"
    )

    assert "issuing_body" not in proposed(text)
    found = {each.field: each.value for each in propose(text, known=["海城仲裁庭"])}
    assert found["issuing_body"] == "海城仲裁庭"


def test_a_long_opening_is_cut_at_the_end_of_a_sentence() -> None:
    sentence = "为了做好失业保险工作，提高待遇水平，各地应当按照规定及时足额发放失业保险金，不得拖欠。"
    text = "关于做好失业保险工作的通知\n" + sentence * 9

    summary = proposed(text)["summary"]

    assert len(summary) <= LONGEST
    assert summary == sentence * (LONGEST // len(sentence))
