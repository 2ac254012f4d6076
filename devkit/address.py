"""The address that `dev.py run` serves: read it, and see that it is free."""

import errno
import re
import socket
from dataclasses import dataclass

from devkit.terminal import Trouble

DEFAULT = "127.0.0.1:8000"
SHAPE = re.compile(r"(?:(?P<host>\[[0-9A-Fa-f:.]+\]|[\w.-]+):)?(?P<port>\d{1,5})")
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - only recognised here, never a default


@dataclass(frozen=True)
class Address:
    """A host, without brackets, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address to open on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{Address(host, self.port)}"

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens on every network of this machine."""
        return self.host in EVERYWHERE


def read(text: str) -> Address:
    """
    Read `ADDRESS:PORT` or `PORT`.

    :raises Trouble: it is neither
    """
    found = SHAPE.fullmatch(text)
    if not found or not 0 < int(found["port"]) < 65536:
        raise Trouble(f"{text!r} is not an address; write ADDRESS:PORT, such as {DEFAULT}.")
    return Address((found["host"] or "127.0.0.1").strip("[]"), int(found["port"]))


def check_free(address: Address) -> None:
    """
    See that this machine has the address and nobody listens there.

    :raises Trouble: taken, not of this machine, or not allowed
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror as error:
        raise Trouble(f"The host {address.host!r} is not known.") from error
    except OSError as error:
        raise Trouble(_refusal(address, error)) from error


def _refusal(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = address.port + 1 if address.port < 65535 else address.port - 1
        elsewhere = Address(address.host, other)
        return f"Port {address.port} is taken by another program; choose one: python3 dev.py run {elsewhere}"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{address.host} is not an address of this machine."
    if error.errno == errno.EACCES:
        return f"Port {address.port} needs more rights than you have; choose one from 1024 up."
    return f"{address} cannot be used: {error.strerror}"
