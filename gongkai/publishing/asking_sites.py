"""Asking other sites whether a page is still there: only when switched on, never within our own net."""

import socket
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from ssl import SSLCertVerificationError
from time import monotonic
from urllib.parse import urlsplit

SECONDS = 8.0  # for one page
AT_ONCE = 8
GONE = (404, 410)
NO_SITE, NO_ANSWER = "网站不存在", "网站没有应答"


def faults_of_sites(addresses: Collection[str], *, seconds: float) -> tuple[dict[str, str], int]:
    """
    Ask for each address, several at a time, for so many seconds in all.

    :return: those that are not there, with why; and how many were left out because time was over
    """
    until = monotonic() + seconds
    pool = ThreadPoolExecutor(AT_ONCE)
    asked = {pool.submit(_asked, address, until): address for address in addresses}
    done, _ = wait(asked, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    told = {asked[each]: each.result() for each in done if not each.cancelled()}
    known = {address: fault for address, fault in told.items() if fault is not None}
    return {address: fault for address, fault in known.items() if fault}, len(asked) - len(known)


def _asked(address: str, until: float) -> str | None:
    """Return what is wrong with an address, empty when nothing is, None when time was over."""
    left = min(SECONDS, until - monotonic())
    if left <= 0:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return NO_SITE
    if not all(ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found):
        return ""  # nobody outside could follow it, and we do not knock at our own doors
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(host, port, timeout=left)
    try:
        connection.request("HEAD", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        status = connection.getresponse().status
    except SSLCertVerificationError:
        return ""  # there, with a certificate that we do not know
    except (OSError, HTTPException, ValueError):
        return NO_ANSWER
    finally:
        connection.close()
    return f"网页不在（{status}）" if status in GONE else ""
