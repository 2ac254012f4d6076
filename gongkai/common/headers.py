"""Which content policy goes with which part of the site."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

OFFICE = ("/office/", "/documents/")


class PolicyMiddleware(CSPMiddleware):
    """Strict everywhere; looser in the office, whose shell has inline scripts of its own."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the policy for this answer."""
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(OFFICE):
            parts.config = settings.OFFICE_SECURITY_POLICY
        return parts
