"""Several who ask together: their entries, and the one representative whom letters go to."""

from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError

from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import CoApplicant, DisclosureRequest

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
