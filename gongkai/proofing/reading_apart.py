"""A program of its own that reads one paper: it may be broken, or made to do harm."""

import json
import sys
from typing import Any

from gongkai.common.apart import Failed, keep_within, run_apart
from gongkai.proofing.source import pages_in, stored
from gongkai.reports.reading import CannotRead, read_all
from gongkai.reports.reading.batch import most_memory, most_seconds
from gongkai.reports.reading.opening import open_source
from gongkai.reports.reading.sources import load

TOO_LONG = "读取用时太长或者文件已损坏，没有读出。请另存为 docx 或者网页后再试，或者手工填写。"


def read_apart(data: bytes, name: str, *, seconds: int | None = None) -> dict[str, Any]:
    """
    Return the reports of a paper as printed JSON, its blocks in their order, and how many pages it has.

    :param seconds: of the processor; by default as long as a scan of many pages may take

    :raises CannotRead: it is no document that can be looked into, or reading comes to no end
    """
    head = json.dumps(name, ensure_ascii=False).encode() + b"\n"
    try:
        answer = json.loads(run_apart(__name__, head + data, seconds=seconds or int(most_seconds())))
    except (Failed, ValueError) as error:
        raise CannotRead(f"{name}：{TOO_LONG}") from error
    if refusal := answer.get("refusal"):
        raise CannotRead(refusal)
    found: dict[str, Any] = answer
    return found


def main() -> None:
    """Read a name and a file from standard input; write what was found."""
    keep_within(memory=most_memory(), seconds=int(most_seconds()))
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    name = json.loads(head)
    json.dump(_answer(data, name), sys.stdout, ensure_ascii=False)


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        reports = read_all(data, name)
        document = open_source(source := load(data, name)).document
    except CannotRead as refusal:
        return {"refusal": str(refusal)}
    return {
        "reports": [one.as_dict() | {"preface": one.preface} for one in reports],
        "blocks": stored(document),
        "pages": pages_in(data, source.form),
    }


if __name__ == "__main__":
    main()
