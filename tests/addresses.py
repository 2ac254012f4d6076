"""Every address of the site, with a sample to visit, for the test that walks them all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(
    r"\((?:\?P<(?P<name>\w+)>)?(?P<pattern>[^()]*)\)|\.\*"
)  # of routes that are regular expressions
BY_KIND = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with namespace (or its route when it has none) and its whole route."""

    name: str
    route: str

    def sample(self, values: Mapping[tuple[str, str], Any]) -> str:
        """
        Return a path to visit.

        :param values: what to put in, by beginning of the address's name (longest wins) and parameter
        """

        def fill(found: re.Match[str]) -> str:
            parameter = found["name"] or "anything"
            keys = [key for key in values if self.name.startswith(key[0]) and key[1] == parameter]
            if keys:
                return str(values[max(keys, key=lambda key: len(key[0]))])
            groups = found.groupdict()
            is_number = r"\d" in (groups.get("pattern") or "")
            return BY_KIND["int" if is_number else groups.get("kind") or "str"]

        return "/" + PARAMETER.sub(fill, GROUP.sub(fill, self.route)).replace("\\", "")


def addresses() -> list[Address]:
    """Return every address below the root."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + _text(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, here, inner)
        else:
            yield Address(f"{namespace}{pattern.name}" if pattern.name else here, here)


def _text(pattern: URLPattern | URLResolver) -> str:
    """Return the route of one pattern; a regular expression without its anchors."""
    text = str(pattern.pattern)
    return text if isinstance(pattern.pattern, RoutePattern) else text.removeprefix("^").removesuffix("$")
