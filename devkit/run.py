"""`dev.py run`: everything from a fresh checkout to a site that answers, until Ctrl-C."""

import fcntl
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from devkit import address as addresses
from devkit import children
from devkit.address import Address
from devkit.children import Child
from devkit.places import GONGKAI, PYTHON, ROOT, demo_accounts, environment, home, setting
from devkit.readiness import prepare
from devkit.setup import setup
from devkit.terminal import Trouble, say

READY_WITHIN = 90  # seconds
FIRST_TICK, TICK_EVERY = 5, 60  # seconds
COMMANDS = ROOT / "gongkai" / "cli" / "management" / "commands"


def run(text: str = addresses.DEFAULT) -> int:
    """
    Set up, prepare the database, start the web server and the task worker; end with Ctrl-C.

    :raises Trouble: one line that says what is in the way
    """
    address = addresses.read(text)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        with _only_instance(address):
            addresses.check_free(address)
            setup()
            env = _environment(address)
            prepare(env)
            return _serve(address, env)
    except KeyboardInterrupt:
        say("Stopped.")
        return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Let a signal end the program as Ctrl-C does."""
    raise KeyboardInterrupt


@contextmanager
def _only_instance(address: Address) -> Iterator[None]:
    """Hold the lock of the one running instance over this data folder."""
    path = home() / "run.lock"
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            at = lock.read().strip() or "an address not known yet"
            raise Trouble(
                f"It is running already at {at} with the same data ({path.parent}); stop that first."
            ) from None
        lock.truncate(0)
        lock.write(address.url)
        lock.flush()
        yield


def _environment(address: Address) -> dict[str, str]:
    """Return the environment of the site; what the person has set wins."""
    hosts = "*" if address.is_everywhere else f"{address.host},localhost,127.0.0.1,[::1]"
    defaults = {"GONGKAI_HOSTS": hosts, "GONGKAI_BASE_URL": address.url}
    return environment(**{name: value for name, value in defaults.items() if setting(name) is None})


def _serve(address: Address, env: dict[str, str]) -> int:
    """Start the children and watch them until Ctrl-C or the end of one."""
    family: list[Child] = []
    logs = home() / "log"
    try:
        family.append(Child("web server", _web(address), log=logs / "web.log", env=env))
        family.append(Child("task worker", _worker(), log=logs / "worker.log", env=env))
        _wait_until_ready(address, family)
        _greet(address)
        _watch(family, env)
    finally:
        say("Ending the web server and the task worker …")
        children.stop(family)
    return 0


def _web(address: Address) -> list[str]:
    return [
        *(str(PYTHON), "-m", "gunicorn", "gongkai.config.wsgi", "--bind", str(address)),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "60"),
        *("--graceful-timeout", "5", "--no-control-socket", "--preload", "--name", "gongkai"),
    ]


def _worker() -> list[str]:
    return [str(GONGKAI), "db_worker", "--interval", "0.3", "--no-startup-delay", "--queue-name", "*"]


def _wait_until_ready(address: Address, family: list[Child]) -> None:
    """Wait until the site says that it can work."""
    end = time.monotonic() + READY_WITHIN
    while not _is_ready(address):
        for child in family:
            child.check_alive()
        if time.monotonic() > end:
            raise Trouble(f"The site did not get ready in {READY_WITHIN} seconds.\n{family[0].last_lines()}")
        time.sleep(0.2)


def _is_ready(address: Address) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address.url}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _greet(address: Address) -> None:
    """Print where the site is, and who can log in when it is the demo."""
    print(f"\n  Portal  {address.url}/\n  Office  {address.url}/office/\n")
    if demo_accounts().exists():
        print(demo_accounts().read_text(encoding="utf-8"))
    print("  Ctrl-C ends it.", flush=True)


def _watch(family: list[Child], env: dict[str, str]) -> None:
    """Watch the children; call `gongkai tick` every minute."""
    next_tick = time.monotonic() + FIRST_TICK
    tick: Child | None = None
    while True:
        time.sleep(0.5)
        for child in family:
            child.check_alive()
        if tick and tick.process.poll():
            say(f"gongkai tick failed (exit {tick.process.returncode}):\n{tick.last_lines()}")
            tick = None
        is_idle = tick is None or tick.process.poll() is not None
        if time.monotonic() >= next_tick and is_idle and (COMMANDS / "tick.py").exists():
            next_tick = time.monotonic() + TICK_EVERY
            tick = Child("tick", [str(GONGKAI), "tick"], log=home() / "log" / "tick.log", env=env)
