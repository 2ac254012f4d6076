"""An nginx of our own with the shipped configuration before a site: for tests and measurements."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devkit.places import ROOT
from devkit.terminal import Trouble

PROGRAM = Path("/usr/sbin/nginx")
STARTS_WITHIN = 10  # seconds
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
# What Debian's own nginx.conf says, without its log; the site is what we ship.
FRAME = """
daemon off; {user} pid {home}/nginx.pid; error_log {home}/error.log; worker_processes auto;
events {{ worker_connections 768; }}
http {{
  access_log off; sendfile on; tcp_nopush on;
  types {{ text/html html; text/css css; application/javascript js; image/svg+xml svg; }}
  default_type application/octet-stream;
  {temporary} include {home}/site.conf; {more}
}}
"""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(home: Path, *, site: int, static: Path | None = None, more: str = "") -> Iterator[int]:
    """
    Run nginx with deploy/nginx.conf before the site on a port of this machine; yield its own port.

    :param home: an empty folder for all that it writes
    :param static: the folder of the collected static files
    :param more: further blocks of the configuration
    :raises Trouble: it does not start
    """
    port = free_port()
    shipped = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    own = {
        "/var/cache/nginx": str(home),
        "/var/log/nginx": str(home),
        "listen 80;": f"listen 127.0.0.1:{port};",
    }
    own["127.0.0.1:8000"] = f"127.0.0.1:{site}"
    if static:
        own["/var/lib/gongkai/static/"] = f"{static}/"
    for place, ours in own.items():
        shipped = shipped.replace(place, ours)
    (home / "site.conf").write_text(shipped, "utf-8")
    temporary = " ".join(f"{kind}_temp_path {home}/{kind};" for kind in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""
    frame = FRAME.format(user=user, home=home, temporary=temporary, more=more)
    (home / "nginx.conf").write_text(frame, "utf-8")
    process = subprocess.Popen([str(PROGRAM), "-c", str(home / "nginx.conf"), "-p", str(home)])
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Trouble("nginx does not start")
