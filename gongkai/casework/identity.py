"""Finding requests by who asked, without reading anybody's data: by the keyed hashes beside them."""

from django.apps import apps
from django.db.models import Q

from gongkai.common.matching import Sameness


def named(name: str) -> Q:
    """Return what finds the requests of applicants of exactly this name; widths and spaces do not matter."""
    return Q(applicant__name_match__in=Sameness.NAME.marks(name))


def named_together(name: str) -> Q:
    """Return what finds the requests that somebody of exactly this name signed, first or with others."""
    marks = Sameness.NAME.marks(name)
    return named(name) | Q(co_applicants__name_match__in=marks, co_applicants__replaced_on=None)


def having_number(number: str, *fields: str) -> Q:
    """Return what finds the requests of applicants with exactly this identity number, code or telephone."""
    marks, found = Sameness.NUMBER.marks(number), Q(pk__in=[])
    for field in fields or ("id_match", "org_match", "phone_match"):
        found |= Q(**{f"applicant__{field}__in": marks})
    return found


def exactly(text: str) -> Q:
    """Return what finds the requests of applicants whose name, number, code or telephone this is."""
    return named(text) | having_number(text)


def exactly_together(text: str) -> Q:
    """Return what finds the requests that somebody of this name or number signed with the first applicant."""
    same = Q(name_match__in=Sameness.NAME.marks(text)) | Q(id_match__in=Sameness.NUMBER.marks(text))
    present = apps.get_model("casework", "CoApplicant").objects.present()
    return Q(pk__in=present.filter(same).values("request"))
