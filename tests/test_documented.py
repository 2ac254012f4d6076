"""What is read, run or installed is also written down, and what is written down is there."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from django.apps import apps
from django.core.management import load_command_class
from django.core.management.base import BaseCommand
from django.db.migrations.loader import MigrationLoader
from django.template import engines

from tests.source import PACKAGE, ROOT, calls, files, modules, short, tree

REQUIREMENTS = ROOT / "requirements"
EXTRAS = {"fonts", "mail", "metrics", "ocr", "pii", "s3", "semantic"}
OVERRIDDEN = ("account/", "allauth/", "mfa/", "wagtailadmin/", "wagtailusers/")  # folders of other packages
DJANGO_OPTIONS = {
    option for action in BaseCommand().create_parser("", "")._actions for option in action.option_strings
}
CALLED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}


# --- environment --------------------------------------------------------------------------------------------


def test_every_variable_read_is_documented_and_the_other_way_round() -> None:
    documented = set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.M))

    assert _variables_read(PACKAGE / "config" / "settings.py") == documented


def test_the_environment_is_read_in_the_settings_only() -> None:
    elsewhere = {
        f"{short(path)}: {name}"
        for path in modules(PACKAGE)
        for name in _variables_read(path) - {"DJANGO_SETTINGS_MODULE"}
        if path.name != "settings.py"
    }

    assert not elsewhere


def _variables_read(path: Path) -> set[str]:
    """Return the names in `env("X")`, `env.bool("X")`, `os.environ.get("X")` and the like."""
    names = {
        _first_word(call)
        for call in calls(path)
        if re.match(r"env\b|os\.(environ|getenv)", ast.unparse(call.func))
    }
    source = path.read_text(encoding="utf-8")
    return {name for name in names if name} | set(re.findall(r"environ\[\"([A-Z_]+)\"\]", source))


def _first_word(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


# --- templates ----------------------------------------------------------------------------------------------


def test_every_template_is_used() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*modules(PACKAGE), *files("*.html")])
    composed = [re.compile(pattern) for path in modules(PACKAGE) for pattern in _composed_names(path)]
    unused = [name for name in _own_templates() if f'"{name}"' not in sources and f"'{name}'" not in sources]
    unused = [name for name in unused if not any(pattern.fullmatch(name) for pattern in composed)]
    named_by_others = CALLED_BY_DJANGO | _page_templates()

    assert not [name for name in unused if name not in named_by_others and not name.startswith(OVERRIDDEN)]


def test_an_overriding_template_overrides_something() -> None:
    loaders = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    alone = [
        name
        for name in _own_templates()
        if name.startswith(OVERRIDDEN) and not any(_is_foreign(origin) for origin in _origins(loaders, name))
    ]

    assert not alone


def _own_templates() -> list[str]:
    return [
        path.as_posix().split("/templates/", 1)[1]
        for path in files("*.html")
        if "/templates/" in path.as_posix()
    ]


def _composed_names(path: Path) -> list[str]:
    """Return a pattern for each `f"folder/{name}.html"`; one that begins with a variable fits all."""
    patterns = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else r"[^/]+" for part in node.values
            ]
            patterns += ["".join(parts)] if parts[-1].endswith(r"\.html") else []
    return patterns


def _page_templates() -> set[str]:
    """Return the templates that Wagtail names by itself, one for each page type."""
    return {model.template for model in apps.get_models() if hasattr(model, "get_template")}


def _origins(loaders: list, name: str) -> list[str]:  # type: ignore[type-arg]
    flat = [inner for loader in loaders for inner in getattr(loader, "loaders", [loader])]
    return [origin.name for loader in flat for origin in loader.get_template_sources(name)]


def _is_foreign(origin: str) -> bool:
    return "site-packages" in origin and Path(origin).is_file()


# --- migrations ---------------------------------------------------------------------------------------------


def test_migrations_are_one_line_and_named_by_hand() -> None:
    graph = MigrationLoader(None)
    own = {app.label for app in apps.get_app_configs() if app.name.startswith("gongkai.")}
    names = [key for key in graph.disk_migrations if key[0] in own]
    leaves = {label: graph.graph.leaf_nodes(label) for label, _ in names}

    assert all(len(ends) == 1 for ends in leaves.values()), leaves
    assert not [key for key in names if re.search(r"_auto_\d{8}|_merge_", key[1])]


# --- commands -----------------------------------------------------------------------------------------------


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = {
        path.stem for path in modules(PACKAGE) if path.parent.name == "commands" and path.stem != "__init__"
    }
    documented = {name.replace("-", "_") for name in re.findall(r"^## `gongkai ([a-z-]+)", text, re.M)}

    assert commands == documented


def test_a_command_takes_the_options_that_are_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    wrong = {}
    for heading in re.findall(r"^## `gongkai (.+)`$", text, re.M):
        name = heading.split()[0].replace("-", "_")
        parser = load_command_class("gongkai.cli", name).create_parser("gongkai", name)
        own = {option for action in parser._actions for option in action.option_strings} - DJANGO_OPTIONS
        if own - {"-o", "--output"} != set(re.findall(r"--[a-z-]+", heading)):
            wrong[heading] = sorted(own)

    assert not wrong


# --- packages -----------------------------------------------------------------------------------------------


def test_every_direct_package_has_its_line_in_the_table() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([^`]+)`", text, re.M))
    direct = {name for path in REQUIREMENTS.glob("*.in") for name in _names(path)}

    assert listed == direct


def test_every_package_that_is_imported_is_asked_for_by_name() -> None:
    installed = packages_distributions()
    asked = {
        name: {_plain(one) for one in _names(REQUIREMENTS / f"{name}.in")}
        for name in ("core", "dev", "fonts")
    }
    allowed = {PACKAGE: asked["core"] | asked["fonts"], ROOT / "tests": set().union(*asked.values())}

    for folder, names in allowed.items():
        imported = {name: short(path) for path in modules(folder) for name in _imported(path)}
        unasked = {
            name: path
            for name, path in imported.items()
            if not {_plain(one) for one in installed.get(name, ["?"])} & names
        }
        assert not unasked


def test_extras_are_the_same_for_pip_and_in_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert set(project["optional-dependencies"]) == EXTRAS
    assert {name: _lines(REQUIREMENTS / f"{name}.in") for name in EXTRAS} == project["optional-dependencies"]


def test_locks_pin_what_is_asked_for_and_name_no_address() -> None:
    for path in REQUIREMENTS.glob("*.in"):
        lock = path.with_suffix(".lock").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.M))

        assert {name.lower() for name in _names(path)} <= locked, path.name
        assert "://" not in lock, path.name
        assert lock.count("--hash=sha256:") >= len(locked), path.name


def _imported(path: Path) -> set[str]:
    """Return the top names that a module imports from outside."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    own = {"gongkai", "tests", "devkit", "bench"}
    return {name.split(".")[0] for name in found} - own - sys.stdlib_module_names


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-c"))]


def _names(path: Path) -> list[str]:
    return [re.split(r"[\[=~<>]", line)[0] for line in _lines(path)]


# --- documents ----------------------------------------------------------------------------------------------


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))]
    dead = [
        f"{short(page)}: {link}"
        for page, link in links
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert not dead


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    records = {path.name for path in folder.glob("0*.md")}

    assert set(re.findall(r"\]\((0[^)]+\.md)\)", (folder / "README.md").read_text("utf-8"))) == records


def test_the_chinese_readme_says_the_same() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))

    for shape in (
        r"^#+ ",
        r"^\d\. ",
        r"^├── \w+|^└── \w+",
        r"^gongkai [\w-]+",
        r"`dev\.py \w+`",
        r"\]\(([^)]+)\)",
    ):
        counts = [
            sorted(_commonplace(found) for found in re.findall(shape, text, re.M))
            for text in (english, chinese)
        ]
        assert counts[0] == counts[1], shape


def _commonplace(text: str) -> str:
    """Return a link without what tells the two readmes apart."""
    return text.replace("README.zh-CN.md", "README").replace("README.md", "README")
