"""Who calls, as far as limits need to know: the address of the visitor."""

from ipaddress import ip_address

from django.http import HttpRequest


def visitor(request: HttpRequest) -> str:
    """Return the visitor's address; behind a proxy on this machine, the one that the proxy saw."""
    near = str(request.META.get("REMOTE_ADDR", ""))
    far = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    return far if far and _is_loopback(near) else near


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # a socket of this machine has no address
        return True
