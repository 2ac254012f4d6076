"""The how-tos name only buttons that are there, and show only pictures that are there."""

import re

from tests.source import PACKAGE, ROOT, files, modules

FOLDER = ROOT / "docs" / "how-to"
LARGEST = 120 * 1024  # bytes


def pages() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}


def test_every_button_that_is_named_is_in_the_program() -> None:
    program = "\n".join(
        path.read_text("utf-8") for path in [*modules(PACKAGE), *files("*.html"), *files("*.toml")]
    )
    named = {(page, label) for page, text in pages().items() for label in re.findall(r"【(.+?)】", text)}

    assert len(named) > 40
    assert not [each for each in named if each[1] not in program]


def test_every_picture_is_there_and_small_and_none_is_left_over() -> None:
    shown = {name for text in pages().values() for name in re.findall(r"\]\(pictures/(.+?)\)", text)}
    kept = {path.name: path.stat().st_size for path in (FOLDER / "pictures").iterdir()}

    assert shown == set(kept)
    assert not {name: size for name, size in kept.items() if size > LARGEST}


def test_every_page_is_linked_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")

    assert not [name for name in pages() if f"(how-to/{name})" not in index]
