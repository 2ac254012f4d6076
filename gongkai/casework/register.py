"""申请登记簿: which names are those of applicants, answered by keyed hashes without opening anything."""

from collections.abc import Collection

from gongkai.bodies.models import Body
from gongkai.casework.models import Applicant, CoApplicant
from gongkai.common.matching import Sameness
from gongkai.rules.applicants import ApplicantKind

AT_ONCE = 400  # hashes in one query; SQLite takes no more than a thousand values
PERSONS = [kind.value for kind in ApplicantKind if kind.is_person]


def applicants_among(body: Body, words: Collection[str]) -> frozenset[str]:
    """
    Return which of the words are names of natural persons who asked a body for information (条例第十五条).

    No name is opened: the words are hashed and looked up, so that only what was given comes back.
    """
    marks = {mark: word for word in words for mark in Sameness.NAME.marks(word)}
    keys = list(marks)
    found: set[str] = set()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        first = Applicant.objects.filter(request__body=body, kind__in=PERSONS, name_match__in=some)
        others = CoApplicant.objects.filter(request__body=body, name_match__in=some)
        for asked in (first, others):
            found |= set(asked.values_list("name_match", flat=True))
    return frozenset(marks[mark] for mark in found)
