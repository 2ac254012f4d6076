"""A web server of its own, and a crowd that asks it for one page."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

HOST = "127.0.0.1"
ASKERS = 2  # processes, each with a connection that stays open


@contextmanager
def server() -> Iterator[int]:
    """Run gunicorn as a deployment on one machine would, and yield its port."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [
        str(gunicorn),
        "gongkai.config.wsgi",
        "-b",
        f"{HOST}:{port}",
        "-w",
        "2",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, env=os.environ)  # noqa: S603
    try:
        _wait(port)
        yield port
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


def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Return status and body of one answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


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
