"""Editorial pages: what a body says about itself in its own words, edited in Wagtail."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from gongkai.bodies.models import Body
from gongkai.portal.addresses import portal_root

PROSE = ["h2", "h3", "bold", "ol", "ul", "hr", "link", "document-link"]


class HomePage(Page):  # type: ignore[misc]  # wagtail has no types
    """The root of a body's editorial pages, and the notice above everything on its first page (首页)."""

    body = models.OneToOneField(
        Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="home_page"
    )
    notice = RichTextField(
        "首页提示", blank=True, features=["bold", "link"], help_text="留空则首页不显示提示"
    )

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("notice")]
    template = "portal/pages/editorial.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.EditorialPage"]

    class Meta:
        verbose_name = verbose_name_plural = "门户首页"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[None, str, str]:
        """Return the address of the body's portal."""
        return None, settings.BASE_URL, portal_root(self.body)


class EditorialPage(Page):  # type: ignore[misc]  # wagtail has no types
    """A page of plain words below a body's home page (专题页面)."""

    content = RichTextField("正文", features=PROSE)

    content_panels = [*Page.content_panels, FieldPanel("content")]
    template = "portal/pages/editorial.html"
    parent_page_types = ["portal.HomePage", "portal.EditorialPage"]
    subpage_types = ["portal.EditorialPage"]

    class Meta:
        verbose_name = verbose_name_plural = "专题页面"

    def home(self) -> HomePage:
        """Return the home page above this page."""
        found: HomePage = HomePage.objects.ancestor_of(self).get()
        return found

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[None, str, str]:
        """Return the address below /p/ of the body's portal."""
        home = self.home()
        within = self.url_path.removeprefix(home.url_path)
        return None, settings.BASE_URL, f"{portal_root(home.body)}p/{within}"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Draw the draft as a page of its body's portal."""
        request._portal_body = self.home().body  # type: ignore[attr-defined]  # read by find_body
        answer: HttpResponse = super().serve_preview(request, mode_name)
        return answer

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs, in the preview as on the portal."""
        above = self.get_ancestors().type(EditorialPage).live()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "trail": [(page.title, page.get_url(request)) for page in above.specific()]}
