"""House rules that a machine can judge; a failure names file and line. Their reasons: CONTRIBUTING.md."""

import ast
import re
from pathlib import Path

from tests.source import (
    PACKAGE,
    ROOT,
    SCREENS,
    calls,
    files,
    functions,
    length,
    line_count,
    modules,
    short,
    tree,
)

OWN_CODE = (PACKAGE, ROOT / "devkit", ROOT / "tests")
VAGUE_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
    "base",
}
WRITING = re.compile(r"save|create|delete|update|(bulk|get_or|update_or)_\w+|a(save|create|delete|update)")
CLOCK = {"today", "now", "localdate", "localtime"}
DECLARED = re.compile(r":([^;{}]*)(?=[;}])")  # the value of a declaration in a style sheet
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\("
    r"|(?<![-\w])(?:white|black|red|green|blue|gr[ae]y|silver|navy|orange|yellow)(?![-\w])"
)


# --- size ---------------------------------------------------------------------------------------------------


def test_modules_fit_into_one_read() -> None:
    long = {
        short(path): line_count(path) for path in modules(PACKAGE, ROOT / "devkit") if line_count(path) > 400
    }

    assert not long, "at most 400 lines: split by topic"


def test_test_modules_fit_into_one_read() -> None:
    long = {short(path): line_count(path) for path in modules(ROOT / "tests") if line_count(path) > 600}

    assert not long, "at most 600 lines: split by topic"


def test_functions_fit_on_one_screen() -> None:
    sizes = {
        f"{short(path)}:{node.lineno} {node.name}": length(node)
        for path in modules(*OWN_CODE)
        for node in functions(path)
    }
    long = {place: size for place, size in sizes.items() if size > 50}

    assert not long, "at most 50 lines"
    assert sum(size <= 25 for size in sizes.values()) >= 0.9 * len(sizes), "nine in ten have at most 25 lines"


def test_views_are_thin() -> None:
    long = {
        f"{short(path)}:{node.lineno} {node.name}": length(node)
        for path in modules(*SCREENS)
        if "views" in path.parts or path.stem == "views"
        for node in functions(path)
        if _takes_request(node) and length(node) > 25
    }

    assert not long, "a view reads the request, makes one call and answers: at most 25 lines"


def test_templates_fit_into_one_read() -> None:
    long = {short(path): line_count(path) for path in files("*.html") if line_count(path) > 120}

    assert not long, "at most 120 lines: cut out a fragment"


def _takes_request(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(argument.arg == "request" for argument in node.args.args)


# --- names and words ----------------------------------------------------------------------------------------


def test_every_module_says_why_it_exists() -> None:
    silent = [
        short(path)
        for path in modules(*OWN_CODE)
        if path.stat().st_size and not ast.get_docstring(tree(path))
    ]

    assert not silent, "a one-line docstring at the top"


def test_no_module_is_a_drawer_for_leftovers() -> None:
    vague = [short(path) for path in modules(*OWN_CODE) if {path.stem, *path.parent.parts} & VAGUE_NAMES]

    assert not vague, "name a module after what it knows"


def test_nothing_is_left_for_later() -> None:
    word = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    places = [
        f"{short(path)}:{number}"
        for path in [*modules(PACKAGE, ROOT / "devkit"), *files("*.html"), *files("*.css"), *files("*.toml")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word.search(line)
    ]

    assert not places


def test_fragments_say_what_they_need() -> None:
    fragments = [*files("_*.html"), *files("*.html", PACKAGE / "design" / "templates" / "components")]
    silent = [short(path) for path in fragments if not path.read_text(encoding="utf-8").startswith("{#")]

    assert not silent, "the first line is a comment that names what the fragment needs"


# --- where logic goes ---------------------------------------------------------------------------------------


def test_screens_write_nothing() -> None:
    writes = [
        f"{short(path)}:{call.lineno} .{call.func.attr}()"
        for path in modules(*SCREENS)
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        if WRITING.fullmatch(call.func.attr) and not _saves_into_memory(call)
    ]

    assert not writes, "only actions write"


def test_actions_do_not_look_at_the_clock() -> None:
    looks = [
        f"{short(path)}:{call.lineno} {_called(call)}()"
        for path in modules(PACKAGE)
        if path.stem == "actions" or path.parent.name == "actions"
        for call in calls(path)
        if _called(call) in CLOCK
    ]

    assert not looks, "the screen passes `on`"


def test_no_signals_for_domain_logic() -> None:
    places = [
        f"{short(path)}:{node.lineno}"
        for path in modules(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.dispatch", "django.db.models.sig"))
    ]

    assert not places, "the higher app's action calls both"


def _saves_into_memory(call: ast.Call) -> bool:
    """Tell `picture.save(buffer)`, which takes where to write, from `record.save()`."""
    return ast.unparse(call.func).endswith(".save") and bool(call.args) and "storage" not in ast.unparse(call)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


# --- look ---------------------------------------------------------------------------------------------------


def test_raw_colours_stand_only_in_the_tokens() -> None:
    sheets = [path for path in files("*.css") if path.name != "tokens.css"]
    places = [f"{short(path)}:{line}" for path in sheets for line in _raw_colours(path)]

    assert sheets
    assert not places, "use a custom property of tokens.css"


def test_public_templates_have_no_inline_code() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)|<style|\sstyle=|\son[a-z]+=|javascript:"
    )
    places = [
        f"{short(path)}:{number}"
        for path in files("*.html", PACKAGE / "portal", PACKAGE / "design")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if inline.search(line)
    ]

    assert not places, "the policy of the public pages forbids it"


def _raw_colours(path: Path) -> list[int]:
    text = re.sub(
        r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8"), flags=re.S
    )
    found = [one for one in DECLARED.finditer(text) if COLOUR.search(one[1])]
    return [text.count("\n", 0, one.start()) + 1 for one in found]
