"""Read this checkout's own source, for the tests of house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gongkai"
SCREENS = (PACKAGE / "portal", PACKAGE / "office")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: Path) -> list[Path]:
    """Return the Python modules below the folders, migrations left out."""
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def files(pattern: str, *folders: Path) -> list[Path]:
    """Return the files below the folders (all of the package when none is given)."""
    return sorted(path for folder in folders or (PACKAGE,) for path in folder.rglob(pattern))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield every call in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node


def length(node: Function) -> int:
    """Return how many lines a function has, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def line_count(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def short(path: Path) -> str:
    """Return the path as one reads it from the root of the checkout."""
    return str(path.relative_to(ROOT))
