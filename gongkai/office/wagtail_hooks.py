"""What the office adds to the Wagtail shell: its addresses, its menu and its style sheet."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.utils.urlpatterns import decorate_urlpatterns

from gongkai.office.counts import count_for
from gongkai.office.desk import find_desk
from gongkai.office.menu import SECTIONS, Section

View = Callable[..., HttpResponseBase]
# Wagtail's reports are about its pages, which only the administrator has; its help lies on other hosts.
FOR_ADMINISTRATORS, FOR_NOBODY = {"reports"}, {"help"}


class SectionItem(MenuItem):  # type: ignore[misc]  # wagtail has no types
    """A section as a line of the menu, seen by those whom the section is open to."""

    def __init__(self, section: Section, order: int) -> None:
        super().__init__(
            section.label, reverse(section.url_name), name=section.code, icon_name=section.icon, order=order
        )
        self.section = section

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether whoever asks sees this line."""
        return _may_enter(self.section, request)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Draw the line, with how much waits there for whoever asks."""
        desk = find_desk(request)
        count = count_for(self.section.code, desk) if desk else 0
        label = f"{self.label} {count}" if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


def _may_enter(section: Section, request: HttpRequest) -> bool:
    desk = find_desk(request)
    if desk is None:
        return section is SECTIONS[0]  # the first page tells people without a role why there is nothing
    return desk.may_enter(section)


def _guard(section: Section) -> Callable[[View], View]:
    """Close every address of a section to those who do not see it in the menu."""

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _may_enter(section, request):
                raise PermissionDenied(f"您的角色不能进入“{section.label}”。")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@hooks.register("register_admin_urls")
def office_urls() -> list[URLPattern | URLResolver]:
    """Hang the sections below /office/, each behind its guard."""
    from gongkai.office.urls import open_urls

    patterns: list[URLPattern | URLResolver] = list(open_urls)
    for section in SECTIONS:
        patterns += decorate_urlpatterns(import_module(section.urls).urlpatterns, _guard(section))
    return [path("", include((patterns, "office"), namespace="office"))]


def _register_menu(section: Section, order: int) -> None:
    hooks.register("register_admin_menu_item", lambda: SectionItem(section, order))


for place, each in enumerate(SECTIONS, start=1):
    _register_menu(each, place)


@hooks.register("construct_main_menu")
def hide_what_is_not_ours(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take Wagtail's own lines away from those who have no need of them."""
    hidden = FOR_NOBODY if request.user.is_superuser else FOR_NOBODY | FOR_ADMINISTRATORS
    items[:] = [item for item in items if isinstance(item, SectionItem) or item.name not in hidden]


@hooks.register("insert_global_admin_css")
def office_css() -> SafeString:
    """Bring our tokens and components into the shell."""
    sheets = [static("design/office.css"), static("office/shell.css")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((sheet,) for sheet in sheets))
