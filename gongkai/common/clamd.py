"""Asking a clamd whether a file is harmful; its protocol is lengths and bytes there, one line back."""

import re
import socket
from contextlib import closing, suppress

CHUNK = 64 * 1024
TIMEOUT = 30  # seconds
VERDICT = re.compile(r"stream: (?:(?P<clean>OK)|(?P<name>.+) FOUND)")


class ScannerDown(Exception):
    """The scanner does not answer, or not as a scanner does."""


def harm_in(data: bytes, address: str) -> str | None:
    """
    Return the name of what is harmful in a file, or None.

    :param address: `host:port`, or the path of a socket
    :raises ScannerDown: no answer; nothing may be taken then
    """
    try:
        with closing(_connect(address)) as scanner:
            with suppress(BrokenPipeError):  # it hangs up on too much, and its answer says so
                _send(scanner, data)
            answer = _line(scanner)
    except (OSError, ValueError) as error:
        raise ScannerDown(str(error)) from error
    verdict = VERDICT.fullmatch(answer)
    if verdict is None:
        raise ScannerDown(answer)
    return verdict["name"]


def _send(scanner: socket.socket, data: bytes) -> None:
    scanner.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
    scanner.sendall(bytes(4))


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(TIMEOUT)
        try:
            scanner.connect(address)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT)


def _line(scanner: socket.socket) -> str:
    """Read up to the zero byte that ends an answer."""
    answer = b""
    while not answer.endswith(b"\0") and (part := scanner.recv(4096)):
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
