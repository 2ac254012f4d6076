"""A web server of its own, and crowds that ask it for pages: one of ours, and wrk."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from devkit.nginx import free_port

HOST = "127.0.0.1"
WORKERS = 2
ASKERS = 2  # processes, each with a connection that stays open
CONNECTIONS = 16  # of wrk
OPTIONS = ("-w", str(WORKERS), "--preload", "--no-control-socket", "--log-level", "error")
DURATIONS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


@dataclass(frozen=True)
class Site:
    """A gunicorn that answers on a port of this machine."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def memory(self) -> list[tuple[float, float]]:
        """
        What each worker takes of the memory in megabytes, what it shares taken in part (PSS).

        :return: all of it, and what is not just a file that the system can read again
        """
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [(_megabytes(pid, "Pss"), _megabytes(pid, "Pss_Anon")) for pid in children.split()]


@dataclass(frozen=True)
class Load:
    """What a crowd got: answers a second, and the usual and the slowest wait in milliseconds."""

    rate: float
    p50: float
    p99: float


@contextmanager
def server() -> Iterator[Site]:
    """Run gunicorn as a deployment on one machine would, and yield it."""
    gunicorn, port = Path(sys.executable).with_name("gunicorn"), free_port()
    command = [str(gunicorn), "gongkai.config.wsgi", "-b", f"{HOST}:{port}", *OPTIONS]
    process = subprocess.Popen(command, env=os.environ)  # noqa: S603
    try:
        _wait(port)
        yield Site(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(120):
        try:
            if fetch(port, "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server does not answer")


def _megabytes(pid: str, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"), re.M)
    return int(found[1]) / 1024 if found else 0.0


def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Return status and body of one answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def wrk(port: int, path: str, seconds: float, **headers: str) -> Load:
    """
    Let wrk ask for one page on many connections.

    :raises RuntimeError: something else than 200 came
    """
    said = [word for name, value in headers.items() for word in ("-H", f"{name.replace('_', '-')}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--latency", *said]
    done = subprocess.run(  # noqa: S603
        [*command, f"http://{HOST}:{port}{path}"], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout or "Socket errors: connect" in done.stdout:
        raise RuntimeError(f"{path} did not answer 200 always:\n{done.stdout}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if rate is None:
        raise RuntimeError(f"wrk said nothing of {path}:\n{done.stdout}")
    return Load(float(rate[1]), _latency(done.stdout, 50), _latency(done.stdout, 99))


def _latency(text: str, share: int) -> float:
    found = re.search(rf"^\s+{share}%\s+([\d.]+)(us|ms|s)\s*$", text, re.M)
    return float(found[1]) * DURATIONS[found[2]] if found else 0.0


def requests_per_second(port: int, paths: Sequence[str], seconds: float) -> float:
    """Return how many answers of 200 came in a second, asked one after another on each connection."""
    shares = [paths[each::ASKERS] or paths for each in range(ASKERS)]
    with ProcessPoolExecutor(ASKERS) as crowd:
        counts = list(crowd.map(_ask, [(port, share, seconds) for share in shares]))
    return sum(counts) / seconds


def _ask(task: tuple[int, Sequence[str], float]) -> int:
    port, paths, seconds = task
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    count, end = 0, time.perf_counter() + seconds
    for path in cycle(paths):
        if time.perf_counter() > end:
            break
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        count += 1
    return count
