"""Every page is valid HTML, for a visitor and for the staff."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from gongkai.bodies.models import Body
from tests.markup import faults
from tests.visiting import everybody, is_whole, pages, paths

pytestmark = pytest.mark.django_db
SHELL = "/office/"
NU_CHECKER = os.environ.get("VNU_JAR", "")  # the jar of the Nu HTML Checker, where somebody has it


@pytest.fixture
def shown() -> dict[str, str]:
    """Every page by path, as a visitor has it and then as somebody with every role does."""
    ours = paths("office:", "portal:", "api", "account_", "mfa_")
    visitor, clerk = Client(), Client()
    clerk.force_login(everybody(Body.objects.get(code="haicheng")))
    found = pages(visitor, ours)
    return found | {path: html for path, html in pages(clerk, ours).items() if path not in found}


def test_every_page_is_valid(shown: dict[str, str]) -> None:
    found = [f"{path}: {fault}" for path, html in shown.items() for fault in faults(html)]

    assert len(shown) > 170
    assert not found, "\n".join(found)


@pytest.mark.skipif(not (NU_CHECKER and shutil.which("java")), reason="VNU_JAR names no Nu HTML Checker")
def test_the_nu_checker_finds_nothing(shown: dict[str, str], tmp_path: Path) -> None:
    names, folder = {}, tmp_path / "pages"
    folder.mkdir()
    for number, (path, html) in enumerate(shown.items()):
        if is_whole(html):
            names[f"{number}.html"] = path
            (folder / f"{number}.html").write_text(html, encoding="utf-8")
    command = ["java", "-Xss4m", "-jar", NU_CHECKER, "--format", "json", "--errors-only", str(folder)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)

    found = [
        f"{names[Path(one['url']).name]}: {one['message']} {one.get('extract', '')}"
        for one in said["messages"]
    ]
    assert not found, "\n".join(found)
