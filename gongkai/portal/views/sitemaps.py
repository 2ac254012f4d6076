"""Site maps for robots: every column and item of a body, in files of fifty thousand addresses at most."""

from collections.abc import Iterator
from datetime import date
from xml.sax.xmlreader import AttributesImpl

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.xmlutils import SimplerXMLGenerator

from gongkai.bodies.models import Body
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import every_column
from gongkai.publishing.models import InformationItem, Topic

MOST = 50_000  # addresses of one file (sitemaps.org)
Place = tuple[str, date | None]  # address and last change
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@for_everybody
def sitemap(request: HttpRequest) -> HttpResponse:
    """Give all addresses, or the list of the files that have them."""
    body = body_of(request)
    files = -(-InformationItem.objects.live().of(body).count() // MOST)
    if files <= 1:
        return _written(request, "urlset", "url", [*_columns(body), *_items(body, 1)])
    parts: list[Place] = [
        (reverse("portal:sitemap_part", args=[number]), None) for number in range(files + 1)
    ]
    return _written(request, "sitemapindex", "sitemap", parts)


@for_everybody
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Give one file of addresses; number nought has the columns."""
    body = body_of(request)
    found = list(_items(body, number) if number else _columns(body))
    if not found:
        raise Http404("没有这一份网站地图。")
    return _written(request, "urlset", "url", found)


def _columns(body: Body) -> Iterator[Place]:
    yield reverse("portal:home"), None
    for node in every_column(body):
        yield reverse("portal:column", args=[node.column.slug]), None
    for topic in Topic.objects.of(body).public(localdate()):
        yield reverse("portal:topic", args=[topic.slug]), None


def _items(body: Body, number: int) -> Iterator[Place]:
    live = InformationItem.objects.live().of(body).order_by("pk")[(number - 1) * MOST : number * MOST]
    for pk, updated_on in live.values_list("pk", "updated_on"):
        yield reverse("portal:item", args=[pk]), updated_on


def _written(request: HttpRequest, root: str, each: str, places: list[Place]) -> HttpResponse:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl({"xmlns": SCHEMA}))
    start = request.build_absolute_uri("/").rstrip("/")
    for path, changed_on in places:
        xml.startElement(each, AttributesImpl({}))
        xml.addQuickElement("loc", start + path)
        if changed_on:
            xml.addQuickElement("lastmod", changed_on.isoformat())
        xml.endElement(each)
    xml.endElement(root)
    xml.endDocument()
    return response
