"""The page of measurements, part by part; those not measured this time stay as they were."""

import os
import platform
import re
import resource
from collections.abc import Mapping
from datetime import date

from django.db import connection

HEAD = (
    "# Measurements\n\n"
    "Made by `python3 dev.py bench NAME… --write`, each part by itself. Read the ratios: both sides come "
    "from one run.\n"
)
PART = re.compile(r"^## (.+)$", re.M)
Line = tuple[str, str, str]
BEGAN_AT = os.getloadavg()[0]  # programs that ran or waited in the minute before anything was measured
QUIET = 0.5


def part_of(lines: list[Line], on: date, note: str) -> str:
    """Return the lines of a part as a table, below what they were measured on."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kernel = f"{platform.system()} {platform.release().split('-')[0]}"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {kernel}, Python {platform.python_version()}"
    rows = "".join(f"| {what} | {numbers} | **{ratio}** |\n" for what, numbers, ratio in lines)
    said = f" {_load()}{f' {note}' if note else ''}"
    return (
        f"{on.isoformat()}: {machine}, {connection.vendor}; peak memory of the measuring process "
        f"{memory:.0f} MB.{said}\n\n| measured | numbers of this run | ratio |\n| --- | --- | --- |\n{rows}"
    )


def _load() -> str:
    """Say whether anything else ran: times by the clock are only comparable where it did not."""
    state = "a quiet machine" if BEGAN_AT < QUIET else "not a quiet machine: compare processor time"
    return f"Load average {BEGAN_AT:.1f} before, {os.getloadavg()[0]:.1f} at the end ({state})."


def page_with(parts: Mapping[str, str], before: str) -> str:
    """Return the page with these parts in place of those of the same name, new ones at the end."""
    names, texts = PART.findall(before), PART.split(before)[2::2]
    kept = dict(zip(names, (text.strip() + "\n" for text in texts), strict=True))
    return "\n".join([HEAD, *(f"## {name}\n\n{text}" for name, text in {**kept, **parts}.items())])
