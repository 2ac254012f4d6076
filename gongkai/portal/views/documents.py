"""规范性文件库: the library of documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.portal.document_library import library_of
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import disclosure_trail


@for_everybody
def documents(request: HttpRequest) -> HttpResponse:
    """List the body's rules and normative documents, those in force unless others are asked for."""
    library = library_of(body_of(request), request.GET)
    context = {"library": library, "trail": disclosure_trail(), "current": "documents"}
    return render(request, "portal/documents/library.html", context)
