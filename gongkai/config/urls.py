"""Every address of the site: health, login, office, portal."""

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from gongkai.api.catalogue import api
from gongkai.api.views import docs
from gongkai.config import health
from gongkai.office.views.radar import feed


def _office_login(request: HttpRequest) -> HttpResponseRedirect:
    """Send Wagtail's own login page to the one login."""
    return HttpResponseRedirect("/accounts/login/")


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("gongkai.office.urls.accounts")),
    path("office/login/", _office_login),
    path("office/", RedirectView.as_view(pattern_name="office:today")),  # not Wagtail's dashboard
    path("office/account/", RedirectView.as_view(pattern_name="office:me")),
    path("office/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("calendar/<str:token>.ics", feed, name="calendar_feed"),
    path("api/", docs, name="api_docs"),
    path("api/v1/", api.urls),
    path("", include("gongkai.portal.urls")),
]
handler400 = "gongkai.portal.views.errors.bad_request"
handler404 = "gongkai.portal.views.errors.not_found"
handler500 = "gongkai.portal.views.errors.server_error"
