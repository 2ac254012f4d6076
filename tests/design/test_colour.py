"""Colours that can be read: those of the tokens, and those that a body chooses."""

import re
from pathlib import Path

import pytest

from gongkai import design
from gongkai.design.colour import contrast, mix, readable, shades

SHEETS = Path(design.__path__[0]) / "static" / "design"
RAW = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


def tokens(*, selector: str) -> dict[str, str]:
    """Return the colours that one rule of tokens.css sets, by name."""
    text = (SHEETS / "tokens.css").read_text("utf-8")
    block = text[text.index(selector) :].split("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


INKS = ("ink", "ink-soft", "ink-quiet", "body", "body-deep", "seal", "done", "wait")
PAPERS = ("paper", "wash", "body-tint", "seal-tint", "done-tint", "wait-tint")


def test_every_ink_is_readable_on_every_paper() -> None:
    colours = tokens(selector=":root")

    weak = [(ink, paper) for ink in INKS for paper in PAPERS if contrast(colours[ink], colours[paper]) < 4.5]

    assert weak == []


def test_reading_mode_has_seven_to_one() -> None:
    colours = tokens(selector=":root") | tokens(selector="html.gk-contrast")

    weak = [(ink, paper) for ink in INKS for paper in PAPERS if contrast(colours[ink], colours[paper]) < 7]

    assert weak == []


def test_borders_of_fields_can_be_seen() -> None:
    colours = tokens(selector=":root")

    assert contrast(colours["line-strong"], colours["paper"]) >= 3


@pytest.mark.parametrize("chosen", ["#c8102e", "#ffcc00", "#1b446f", "#00a0e9", "#ffffff"])
def test_a_body_s_colour_is_darkened_until_it_can_be_read(chosen: str) -> None:
    colours = shades(chosen)

    assert contrast(colours["--body"], "#ffffff") >= 6
    assert contrast(colours["--body"], colours["--body-tint"]) >= 4.5


def test_a_dark_colour_stays_as_chosen() -> None:
    assert readable("#1B446F") == "#1b446f"


def test_mixing_takes_shares_of_both() -> None:
    assert mix("#ffffff", "#000000", 0.5) == "#808080"


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_raw_colours_stand_in_the_tokens_alone(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        pytest.skip("this is where they stand")

    assert RAW.findall(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_every_custom_property_in_use_is_set(sheet: Path) -> None:
    everything = "".join(path.read_text("utf-8") for path in SHEETS.glob("*.css"))
    known = set(re.findall(r"(--[a-z0-9-]+):", everything))

    used = set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text("utf-8")))

    assert used - known == set()
