"""The page that describes the open catalogue to people; the same is there for programs as OpenAPI."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from gongkai.api.catalogue import api
from gongkai.api.giving import FILES, READS


@dataclass(frozen=True)
class Operation:
    """One address: what it gives, and its parameters with what may be put in."""

    path: str
    title: str
    text: str
    parameters: list[tuple[str, str, bool]]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Describe every address, from the same description that programs read."""
    schema = api.get_openapi_schema()
    operations = [
        Operation(path, one["summary"], one["description"], [_parameter(each) for each in one["parameters"]])
        for path, methods in schema["paths"].items()
        for one in methods.values()
    ]
    context = {
        "operations": operations,
        "about": api.description,
        "reads": READS,
        "files": FILES,
        "trail": [],
    }
    response = render(request, "api/docs.html", context)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _parameter(given: dict[str, Any]) -> tuple[str, str, bool]:
    schema = given["schema"]
    kinds = schema.get("anyOf", [schema])
    words = [
        str(each.get("format") or each.get("type") or each.get("$ref", "").rpartition("/")[2])
        for each in kinds
    ]
    return (
        given["name"],
        "、".join(word for word in words if word not in ("null", "")),
        bool(given["required"]),
    )
