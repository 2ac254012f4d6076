"""What several style sheets become when they are collected."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from gongkai.design.bundling import BundledStorage
from tests.source import ROOT

DESIGN = ROOT / "gongkai" / "design" / "static" / "design"


@pytest.fixture
def collected(tmp_path: Path) -> str:
    """The sheet of a public page as it is sent."""
    source, target = FileSystemStorage(DESIGN), BundledStorage(location=str(tmp_path), base_url="/static/")
    paths: dict[str, Any] = {}
    for file in DESIGN.iterdir():
        paths[f"design/{file.name}"] = (source, file.name)
        (tmp_path / "design").mkdir(exist_ok=True)
        (tmp_path / "design" / file.name).write_bytes(file.read_bytes())

    list(target.post_process(paths))

    return (tmp_path / target.stored_name("design/site.css")).read_text("utf-8")


def test_a_page_waits_for_one_sheet(collected: str) -> None:
    assert "@import" not in collected
    for name in ("tokens", "base", "components", "portal", "print"):
        assert (DESIGN / f"{name}.css").read_text("utf-8").strip() in collected


def test_each_sheet_stays_in_its_layer_and_its_medium(collected: str) -> None:
    assert collected.index("@layer tokens, base, components, portal, print;") < collected.index(
        "@layer base {"
    )
    assert re.search(r"@media print \{\s*@layer print \{", collected)
    assert collected.count("{") == collected.count("}")
