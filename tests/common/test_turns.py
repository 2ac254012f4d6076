"""So many at a time on one machine."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.common.turns import NoTurn, turn

HOLDS = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(HOME=Path(sys.argv[1]))
from gongkai.common.turns import turn
with turn("reading", most=2):
    print("held", flush=True)
    sys.stdin.read()
"""


def is_free(name: str) -> bool:
    """Whether one of two places is free."""
    try:
        with turn(name, most=2):
            return True
    except NoTurn:
        return False


def test_there_are_so_many_places_and_no_more(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path

    with turn("reading", most=2), turn("reading", most=2), turn("drawing", most=1):
        assert not is_free("reading")
    with turn("reading", most=1):
        pass


def test_a_place_is_given_back_after_a_failure(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turn("reading", most=1):
            raise ZeroDivisionError


def test_other_processes_count_until_they_die(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        with turn("reading", most=2):
            assert not is_free("reading")
        other.kill()
        other.wait()
        with turn("reading", most=2), turn("reading", most=2):
            pass
