"""Weighing a third party's interest against the public's (条例第十五条、第三十二条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import NothingToWeigh, RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import Consultation
from gongkai.casework.models.weighing import Weighing
from gongkai.casework.objections import objections_to_weigh
from gongkai.casework.progress import locked, take


@transaction.atomic
def weigh_interests(
    consultation: Consultation,
    *,
    third_party_interest: str,
    public_interest: str,
    conclusion: Weighing.Conclusion,
    by: User,
    on: date,
) -> Weighing:
    """
    Note what disclosure would do to the third party, what silence would do to the public, and what follows.

    :raises NothingToWeigh: this one did not object, or was weighed before
    :raises RequestIncomplete: one side of the scale is empty
    """
    case = locked(consultation.request)
    step = check_allowed(case, "weigh_interests", by=by, on=on)
    if not objections_to_weigh(case).filter(pk=consultation.pk).exists():
        raise NothingToWeigh(f"{consultation.party}没有提出异议，或者已经登记权衡。")
    if not third_party_interest.strip() or not public_interest.strip():
        raise RequestIncomplete(
            "请写明公开对第三方的损害和不公开对公共利益的影响（条例第十五条、第三十二条）。"
        )
    weighing = Weighing.objects.create(
        consultation=consultation,
        third_party_interest=third_party_interest.strip(),
        public_interest=public_interest.strip(),
        conclusion=conclusion,
        by=by,
        on=on,
    )
    note = weighing.get_conclusion_display()  # who it was stands sealed in the consultation
    take(case, step, by=by, on=on, note=note, consultation=consultation.pk, weighing=weighing.pk)
    return weighing
