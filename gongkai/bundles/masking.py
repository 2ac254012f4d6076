"""Hiding who the applicant is: every value of the identity data replaced wherever it stands in a text."""

from collections.abc import Iterator

from gongkai.casework.models import Applicant, CoApplicant, DisclosureRequest
from gongkai.common.sealed import SealedTextField

HIDDEN = "〔已隐去〕"


class Mask:
    """Replaces the identity data of one request; without any it returns texts as they are."""

    def __init__(self, values: list[str]) -> None:
        self.values = sorted(set(values), key=len, reverse=True)

    @classmethod
    def of(cls, case: DisclosureRequest) -> "Mask":
        """Return the mask of everybody whom the request names: applicants, agents, consulted parties."""
        return cls([value for value in _values(case) if value])

    def __call__(self, text: str) -> str:
        """Return the text without the values."""
        for value in self.values:
            text = text.replace(value, HIDDEN)
        return text


def _values(case: DisclosureRequest) -> Iterator[str]:
    for table in (Applicant, CoApplicant):
        names = [each.name for each in table._meta.concrete_fields if isinstance(each, SealedTextField)]
        for row in table._base_manager.filter(request=case):
            yield from (getattr(row, name) for name in names)
    yield case.query_code  # with the name it opens the case to anybody
    for letter in case.consultations.all():
        yield from (letter.party, letter.contact)
