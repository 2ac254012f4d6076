"""Files written anew with what was masked; large ones by a program of its own, within bounds."""

import json
import sys
from collections.abc import Mapping
from pathlib import PurePath

from gongkai.common.apart import SECONDS, Failed, keep_within, run_apart
from gongkai.screening.reading.large import LARGE
from gongkai.screening.reading.opening import CannotRead, open_file

PROGRAM = "gongkai.screening.reading.rewriting"
TOO_HARD = "过大、已损坏或者过于复杂，在限定的时间和内存内不能自动遮盖，请改正原文件后重新上传"
NOT_WRITTEN = "这种文件不能自动遮盖，请改正原文件后重新上传"


def write_within(data: bytes, name: str, texts: Mapping[int, str], *, large: int = LARGE) -> bytes:
    """
    Return a file some of whose passages say other texts; a large one is written apart.

    :param texts: by the number of the passage, each as long as what stands there
    :param large: bytes
    :raises CannotRead: it cannot be written anew, or not within the bounds
    """
    if len(data) < large:
        return _written(data, name, texts)
    head = json.dumps({"name": name, "texts": texts})
    try:
        said, _, new = run_apart(PROGRAM, f"{head}\n".encode() + data, seconds=SECONDS).partition(b"\n")
        refused = json.loads(said)
    except (Failed, ValueError) as error:
        raise CannotRead(f"“{PurePath(name).name}”{TOO_HARD}") from error
    if refused:
        raise CannotRead(refused)
    return new


def _written(data: bytes, name: str, texts: Mapping[int, str]) -> bytes:
    opened = open_file(data, name)
    if opened.saved is None:
        raise CannotRead(f"“{PurePath(name).name}”{NOT_WRITTEN}")
    for number, text in texts.items():
        opened.material.passages[number].put(text)
    return opened.saved()


def main() -> None:
    """Read what to write and the file from standard input; write a line that says why not, and the file."""
    keep_within()
    told = json.loads(sys.stdin.buffer.readline())
    texts = {int(number): text for number, text in told["texts"].items()}
    try:
        said, new = "", _written(sys.stdin.buffer.read(), told["name"], texts)
    except CannotRead as error:
        said, new = str(error), b""
    sys.stdout.buffer.write(f"{json.dumps(said)}\n".encode() + new)


if __name__ == "__main__":
    main()
