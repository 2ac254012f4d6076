"""The how-tos name only buttons that are there, and show only pictures that are there."""

import re
from pathlib import Path

from django.core.management import load_command_class

from gongkai.publishing.incoming.site import read_site
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


def test_every_picture_of_the_look_is_there_and_small_and_none_is_left_over() -> None:
    shown = set(re.findall(r"\]\(pictures/(.+?)\)", (ROOT / "docs" / "design.md").read_text("utf-8")))
    kept = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}

    assert shown == set(kept)
    assert not {name: size for name, size in kept.items() if size > LARGEST}


def test_every_page_is_linked_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")

    assert not [name for name in pages() if f"(how-to/{name})" not in index]


def test_every_command_that_is_told_takes_the_options_that_are_told() -> None:
    told = [
        (page, *re.split(r"\s+", command))
        for page, text in pages().items()
        for command in re.findall(r"`gongkai ([^`]+)`|^gongkai (.+)$", text, re.MULTILINE)
        for command in [command[0] or command[1]]
    ]

    wrong = []
    for page, name, *words in told:
        parser = load_command_class("gongkai.cli", name.replace("-", "_")).create_parser("gongkai", name)
        known = parser._option_string_actions
        wrong += [(page, name, word) for word in words if word.startswith("--") and word not in known]
    assert len(told) > 6
    assert not wrong


def test_every_option_of_the_import_that_the_how_to_names_is_there() -> None:
    parser = load_command_class("gongkai.cli", "import_items").create_parser("gongkai", "import-items")

    named = set(re.findall(r"(?<!-)--[a-z][a-z-]+", pages()["moving-in.md"]))

    assert named > {"--check", "--preview", "--publish-findings", "--by"}
    assert not named - set(parser._option_string_actions)


def test_the_rules_of_an_old_site_that_are_shown_are_read(tmp_path: Path) -> None:
    (rules,) = re.findall(r"```toml\n(.*?)```", pages()["moving-in.md"], re.DOTALL)
    (tmp_path / "site.toml").write_text(rules, "utf-8")

    site = read_site(tmp_path)

    assert site.column_of("zwgk/tzgg/202103/t20210308_1.html", "") == "通知公告"
    assert site.column_of("elsewhere/1.html", "") == "其他"
    assert site.passes_over("search/1.html")
    assert site.places["title"][0] == "h1.biaoti"
