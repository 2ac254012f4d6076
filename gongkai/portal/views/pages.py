"""Pages of plain words: contact and 找错, accessibility, site map, interaction, editorial pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.addresses import is_own_path
from gongkai.portal.guide import disclosure_office
from gongkai.portal.middleware import body_of
from gongkai.portal.models import EditorialPage, HomePage
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import blocks_of, branches_of, own_columns, statutory_branches
from gongkai.publishing.models import Topic


@for_everybody
def interaction(request: HttpRequest) -> HttpResponse:
    """Show the ways in which a visitor can turn to the body."""
    body = body_of(request)
    return render(
        request, "portal/pages/interaction.html", {"places": body.reading_places.all(), "trail": []}
    )


@for_everybody
def contact(request: HttpRequest) -> HttpResponse:
    """Show where the body can be reached, and how to report a mistake on a page."""
    body = body_of(request)
    office = disclosure_office(body)
    page = request.GET.get("page", "")
    wrong_page = request.build_absolute_uri(page) if page and is_own_path(page) else ""
    return render(
        request, "portal/pages/contact.html", {"office": office, "wrong_page": wrong_page, "trail": []}
    )


@for_everybody
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what the site does for readers who see, hear or move with difficulty (条例第四十三条)."""
    body_of(request)
    return render(request, "portal/pages/accessibility.html", {"trail": []})


@for_everybody
def sitemap(request: HttpRequest) -> HttpResponse:
    """Show every column and page of the portal."""
    body = body_of(request)
    home = HomePage.objects.filter(body=body).first()
    pages = EditorialPage.objects.descendant_of(home).live().public() if home else []
    context = {
        "blocks": blocks_of(body),
        "own": branches_of(own_columns(body)),
        "statutory": statutory_branches(body),
        "pages": [(page.title, page.url) for page in pages],
        "topics": Topic.objects.of(body).public(localdate()),
        "trail": [],
    }
    return render(request, "portal/pages/sitemap.html", context)


@for_everybody
def editorial(request: HttpRequest, path: str) -> HttpResponse:
    """Show an editorial page of the body."""
    home = HomePage.objects.filter(body=body_of(request)).first()
    if home is None:
        raise Http404("没有这个页面。")
    page = EditorialPage.objects.live().public().filter(url_path=f"{home.url_path}{path}/").first()
    if page is None:
        raise Http404("没有这个页面。")
    return render(request, page.get_template(request), page.get_context(request))
