"""`python -m tests.screening.hostile [NAME…]`: seconds, peak memory and message of each file, as a table."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import monotonic

from tests.screening.hostile.files import HOSTILE

PATIENCE = 300  # seconds


def look(name: str) -> dict[str, object]:
    """Return what it costs to look into one file, in this process."""
    from gongkai.screening.checking import screen
    from gongkai.screening.reading import CannotRead, open_file
    from gongkai.screening.setting import Setting

    data, begun = HOSTILE[name](), monotonic()
    try:
        material = open_file(data, name).material
        hits = screen(material, Setting(date(2026, 11, 21)))
        said = "；".join(material.unread) or f"{len(material.passages)}段，发现{len(hits)}处"
    except CannotRead as error:
        said = str(error)
    return {
        "seconds": round(monotonic() - begun, 1),
        "mb": _peak(),
        "size": len(data) // 1024,
        "said": said,
    }


def _peak() -> int:
    """Return the megabytes that this process had at most, what made the file included."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def measured(name: str) -> dict[str, object]:
    """Return what it costs to look into one file, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.screening.hostile", "--one", name],
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print the table, or the facts of one file."""
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(look(sys.argv[2]), ensure_ascii=False))
        return
    sys.stdout.write("| 文件 | KB | 秒 | 峰值 MB | 结果 |\n| --- | ---: | ---: | ---: | --- |\n")
    for name in sys.argv[1:] or HOSTILE:
        try:
            told = measured(name)
        except subprocess.SubprocessError as error:
            told = {"size": "", "seconds": "", "mb": "", "said": f"{error}"[-200:]}
        line = f"| {name} | {told['size']} | {told['seconds']} | {told['mb']} | {told['said']} |\n"
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
