"""Large files, read by a program of its own within bounds of time and memory, given back as plain data."""

import json
import sys
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from gongkai.common.apart import SECONDS, Failed, keep_within, run_apart
from gongkai.screening.materials import Grid, Material, Part, Passage
from gongkai.screening.reading.opening import CannotRead, Opened, open_file
from gongkai.screening.reading.pages import SCANS_LIMIT
from gongkai.screening.reading.pictures import can_read_pictures

PROGRAM = "gongkai.screening.reading.large"
LARGE = 1024 * 1024  # bytes from which on a file is read apart, unless the deployment says otherwise
A_SCAN = 6  # seconds of the processor for a page that is a picture
MEMORY, WITH_SCANS = 1_500 * 2**20, 4_000 * 2**20  # bytes, the second with a reader of pictures
TOO_HARD = "过大、已损坏或者过于复杂，在限定的时间和内存内读不出来，没有检查，请拆成几个文件或者另存后再传"


def open_within(data: bytes, name: str, *, large: int = LARGE) -> Opened:
    """
    Return everything in a file that could come to be seen; a large one is read apart.

    What was read apart cannot be written anew from the answer; `saved` only tells whether it could be.

    :param large: bytes
    :raises CannotRead: as `open_file`, or it came to no end within the bounds
    """
    return open_file(data, name) if len(data) < large else _open_apart(data, name)


def _open_apart(data: bytes, name: str) -> Opened:
    try:
        told = json.loads(run_apart(PROGRAM, f"{json.dumps(name)}\n".encode() + data, seconds=_seconds()))
    except (Failed, ValueError) as error:
        raise CannotRead(f"“{PurePath(name).name}”{TOO_HARD}") from error
    if "refused" in told:
        raise CannotRead(told["refused"])
    return _opened(told)


def _seconds() -> int:
    return SECONDS + (SCANS_LIMIT * A_SCAN if can_read_pictures() else 0)


def _told(opened: Opened) -> dict[str, Any]:
    """Return a material as plain data; a row of a table that many cells stand in is told once."""
    material = opened.material
    places = {id(passage.row): number for number, passage in enumerate(material.passages)}
    return {
        "name": material.name,
        "passages": [_told_passage(passage, places) for passage in material.passages],
        "rows": {number: material.passages[number].row for number in places.values()},
        "grids": [asdict(grid) for grid in material.grids],
        "revised": material.revised,
        "boxed": material.boxed,
        "unread": material.unread,
        "saved": opened.saved is not None,
    }


def _told_passage(passage: Passage, places: dict[int, int]) -> list[Any]:
    written = [part for part in passage.parts if part.text.strip()]
    return [
        *(passage.text, passage.where, passage.header, str(places[id(passage.row)]), passage.title),
        *(passage.margin, passage.hidden, passage.again, bool(written) and all(part.put for part in written)),
    ]


def _opened(told: dict[str, Any]) -> Opened:
    rows = {number: tuple(row) for number, row in told["rows"].items()}
    material = Material(told["name"])
    for text, where, header, row, title, margin, hidden, again, can_be_put in told["passages"]:
        parts = (Part(text, _elsewhere if can_be_put else None),)
        material.passages.append(Passage(text, where, header, rows[row], title, margin, hidden, again, parts))
    material.grids = [
        Grid(tuple(map(tuple, grid["rows"])), grid["title"], grid["head"], grid["numbers"])
        for grid in told["grids"]
    ]
    material.revised, material.boxed, material.unread = told["revised"], told["boxed"], told["unread"]
    return Opened(material, _saved_elsewhere if told["saved"] else None)


def _elsewhere(_text: str) -> None:
    raise NotImplementedError("what was read apart is not written")


def _saved_elsewhere() -> bytes:
    raise NotImplementedError("what was read apart is not written")


def main() -> None:
    """Read the name and the file from standard input, write what is in it to standard output, as JSON."""
    keep_within(memory=WITH_SCANS if can_read_pictures() else MEMORY, seconds=_seconds())
    name, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    try:
        told = _told(open_file(data, name))
    except CannotRead as error:
        told = {"refused": str(error)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
