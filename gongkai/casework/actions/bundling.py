"""Recording that the papers of a request were put together as a bundle."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.progress import locked, take


@transaction.atomic
def record_bundle(case: DisclosureRequest, *, purpose: str, sha256: str, by: User, on: date) -> RequestEvent:
    """
    Record who put a bundle together, for whom, and its fingerprint (条例第四十五条).

    :raises StepNotAllowed: wrong role
    """
    case = locked(case)
    step = check_allowed(case, "make_bundle", by=by, on=on)
    return take(case, step, by=by, on=on, note=f"用途：{purpose}。SHA-256：{sha256}", sha256=sha256)
