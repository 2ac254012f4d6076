"""kill -9: whoever holds a receipt has filed a request, once, under a number without a gap before it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from devkit import postgres
from devkit.terminal import Trouble
from tests.kept_database import lay_ready
from tests.source import ROOT

pytestmark = pytest.mark.killing
SUBMISSIONS, SENDERS = 500, 4
KILLED_AFTER = (120, 300)  # receipts; the server is started again each time
BEFORE_THAT_GIVE_UP = 900  # seconds; a busy machine is slow and loses nothing
MAKE_A_BODY = "from tests.factories import make_body; make_body(code='killed')"
LIST_THEM = (
    "import json; from gongkai.casework.models import DisclosureRequest as R; "
    "print(json.dumps(list(R.objects.order_by('pk').values_list('idempotency_key', 'number'))))"
)


class Site:
    """A deployment of its own: a folder, a database, and a server that can be killed."""

    def __init__(self, home: Path, database: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("GONGKAI_", "DJANGO_"))
        }
        self.env = {
            **kept,
            "GONGKAI_HOME": str(home),
            "GONGKAI_SECRET_KEY": "only-for-this-test",
            "GONGKAI_LOG_LEVEL": "CRITICAL",
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, code: str) -> str:
        """Run a line of code in a process of its own; return what it prints."""
        command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self) -> None:
        """Start the server, with two workers, in a process group of its own."""
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        where = f"127.0.0.1:{self.port}"
        command = [
            gunicorn,
            "gongkai.config.wsgi",
            "--preload",
            "-b",
            where,
            "-w",
            "2",
            "--log-level",
            "critical",
        ]
        self.server = subprocess.Popen(command, env=self.env, cwd=ROOT, start_new_session=True)

    def kill(self) -> None:
        """Send SIGKILL to the server and its workers, whatever they are doing."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=BEFORE_THAT_GIVE_UP)


class Sender:
    """Somebody who fills in the form again and again, each from an address of the own."""

    def __init__(self, site: Site, number: int) -> None:
        self.site, self.number, self.sent = site, number, 0
        self.token = ""

    def file(self, key: str) -> str:
        """Send one form until it is acknowledged, as people do; return the address of the receipt."""
        last = time.monotonic() + BEFORE_THAT_GIVE_UP
        while time.monotonic() < last:
            try:
                status, location, page = self._post(key)
            except (OSError, http.client.HTTPException):  # killed in between, or not up again
                time.sleep(0.1)
                continue
            assert status == 302, (status, re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)', page))
            return location
        raise TimeoutError("the server does not come up again")

    def _post(self, key: str) -> tuple[int, str, str]:
        if not self.token:
            _, _, page = self._ask("GET", "/requests/new/")
            self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]  # type: ignore[index]
        form = {
            "csrfmiddlewaretoken": self.token,
            "kind": "natural_person",
            "name": "李明",
            "id_type": "passport",
            "id_number": "E12345678",
            "phone": "13800000000",
            "matter": f"稳岗返还名单 {key}",
            "supply_form": "electronic",
            "delivery": "online",
            "key": key,
        }
        self.sent += 1
        return self._ask("POST", "/requests/new/", urlencode(form))

    def _ask(self, method: str, path: str, content: str = "") -> tuple[int, str, str]:
        # as a proxy on this machine would tell it; few from each, since no sum is done here
        far = f"10.{self.number}.{self.sent // 5}.1"
        headers = {"X-Forwarded-For": far, "Content-Type": "application/x-www-form-urlencoded"}
        if self.token:
            headers["Cookie"] = f"csrftoken={self.cookie}"
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=120)
        try:
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        if given := re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie", "")):
            self.cookie = given[1]
        return answer.status, answer.headers.get("Location", ""), page


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with _database(request.param, tmp_path) as url:
        made = Site(tmp_path, url)
        if request.param == "postgresql" or not lay_ready(str(tmp_path / "db.sqlite3")):
            made.run("from django.core.management import call_command; call_command('migrate', verbosity=0)")
        made.run(MAKE_A_BODY)
        made.start()
        try:
            yield made
        finally:
            made.kill()


@contextmanager
def _database(kind: str, home: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{home / 'db.sqlite3'}"
        return
    try:
        with postgres.private_server() as url:
            yield url
    except Trouble as trouble:
        pytest.skip(str(trouble))


def test_no_acknowledged_request_is_lost_when_the_server_is_killed(site: Site) -> None:
    receipts: dict[str, str] = {}
    left = [str(uuid4()) for _ in range(SUBMISSIONS)]
    deadline = time.monotonic() + BEFORE_THAT_GIVE_UP
    lock = threading.Lock()

    def send(number: int) -> None:
        sender = Sender(site, number)
        while time.monotonic() < deadline:
            with lock:
                if not left:
                    return
                key = left.pop()
            location = sender.file(key)
            with lock:
                receipts[key] = location

    with ThreadPoolExecutor(SENDERS) as senders:
        work = [senders.submit(send, number) for number in range(SENDERS)]
        for so_many in KILLED_AFTER:
            while len(receipts) < so_many and not any(each.done() for each in work):
                time.sleep(0.002)
            site.kill()
            site.start()
        for each in work:
            each.result()

    found = {key.partition("/")[0]: number for key, number in json.loads(site.run(LIST_THEM))}
    assert len(receipts) == SUBMISSIONS
    assert set(receipts) - set(found) == set()
    assert len(set(receipts.values())) == SUBMISSIONS
    year = next(iter(found.values()))[:4]
    assert sorted(found.values()) == [f"{year}{serial:04d}" for serial in range(1, SUBMISSIONS + 1)]
    key, location = next(iter(receipts.items()))
    _, _, page = Sender(site, 200)._ask("GET", location)
    assert found[key] in page
