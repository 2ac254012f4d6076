"""Several who ask together: their entries, and the one representative whom letters go to."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from gongkai.bodies.models import User
from gongkai.casework.askers import co_applicants_of
from gongkai.casework.errors import AlreadyAsks, RequestIncomplete
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import Applicant, CoApplicant, DisclosureRequest
from gongkai.casework.progress import locked, take
from gongkai.common.matching import normal_name, normal_number

LABELS = {each.name: str(each.verbose_name) for each in CoApplicant._meta.concrete_fields}


def check_co_applicants(people: Sequence[CoApplicantFacts]) -> None:
    """
    Refuse co-applicants without name, two representatives, or one who cannot be reached (条例第二十九条).

    :raises RequestIncomplete: saying which
    """
    if not all(each.name.strip() for each in people):
        raise RequestIncomplete("请填写每一位共同申请人的姓名或者名称（条例第二十九条）。")
    named = [each for each in people if each.is_representative]
    if len(named) > 1:
        raise RequestIncomplete("代表人只能有一位，文书送达给代表人。")
    if any(not (each.phone.strip() or each.address.strip()) for each in named):
        raise RequestIncomplete("请填写代表人的联系电话或者通信地址（条例第二十九条）。")


def add_co_applicant(case: DisclosureRequest, person: CoApplicantFacts, *, position: int) -> CoApplicant:
    """
    Add the entry of one co-applicant, sealed.

    :raises RequestIncomplete: a field is too long, or the representative cannot be reached
    """
    check_co_applicants([person])
    added = CoApplicant(request=case, position=position, **asdict(person))
    try:
        added.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        names = "、".join(LABELS[name] for name in wrong.message_dict)
        raise RequestIncomplete(f"共同申请人的{names}填写有误，请核对。") from None
    added.save()
    return added


@transaction.atomic
def join_applicant(
    case: DisclosureRequest, *, person: CoApplicantFacts, reason: str, by: User, on: date
) -> CoApplicant:
    """
    Add one who signed the request and was forgotten when it was entered; no entry changes (条例第二十九条).

    It stays one request, counted by the kind of the first applicant. The event says that somebody was
    added and why, and not who.

    :raises RequestIncomplete: no name, no reason, or a representative who cannot be reached
    :raises AlreadyAsks: somebody of this name and number asks already
    :raises IdentityPurged: who asked was purged
    :raises NotSplittable: it was split
    """
    case = locked(case)
    step = check_allowed(case, "join_applicant", by=by, on=on)
    if not reason.strip():
        raise RequestIncomplete("请写明补登的理由：依据什么材料，原来为什么没有登记。")
    check_co_applicants([person])
    present = [_marks(case.applicant), *map(_marks, co_applicants_of(case))]
    if _marks(person) in present:
        raise AlreadyAsks("这位申请人已经登记在本申请中，不需要补登。")
    if person.is_representative:
        CoApplicant.objects.filter(request=case).update(is_representative=False)
    position = (case.co_applicants.aggregate(last=Max("position"))["last"] or 0) + 1
    added = add_co_applicant(case, person, position=position)
    take(case, step, by=by, on=on, note=reason.strip(), position=position, leads=person.is_representative)
    return added


def _marks(person: CoApplicantFacts | Applicant | CoApplicant) -> tuple[str, str]:
    """Return what tells two people apart, for there may be two of one name."""
    return normal_name(person.name), normal_number(person.id_number)
