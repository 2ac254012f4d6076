"""Objections of third parties: what must be weighed, and when one is overruled (条例第十五条、第三十二条)."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.casework.errors import NothingToWeigh, OverrideUnreasoned
from gongkai.casework.models import Consultation, DisclosureRequest
from gongkai.casework.models.consultation import ConsultationQuerySet
from gongkai.casework.models.weighing import Weighing
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.workflow import condition

OBJECTED = (Consultation.Opinion.REFUSE, Consultation.Opinion.PARTLY)


def objections_to_weigh(case: DisclosureRequest) -> ConsultationQuerySet:
    """Return the third parties that objected, in whole or in part, and were not weighed yet."""
    third = Consultation.Kind.THIRD_PARTY
    return case.consultations.filter(kind=third, opinion__in=OBJECTED, weighing=None)


@condition("第三方不同意公开或者部分不同意，还没有登记权衡（条例第三十二条）。")
def check_something_to_weigh(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to weigh where nobody objected.

    :raises NothingToWeigh: no objection, or all are weighed
    """
    if not objections_to_weigh(case).exists():
        raise NothingToWeigh("没有第三方提出异议，或者已经登记权衡（条例第三十二条）。")


@condition(
    "第三方不同意而决定公开的，已经登记权衡、结论为予以公开，并写明不公开会对公共利益造成重大影响的理由（条例第十五条、第三十二条）。"
)
def check_override(case: DisclosureRequest, outcome: Outcome, reasons: str) -> None:
    """
    Refuse to disclose against a third party's refusal without weighing and without saying why.

    :raises OverrideUnreasoned: no reason of public interest, or no weighing that concludes so
    """
    refused = case.consultations.filter(
        kind=Consultation.Kind.THIRD_PARTY, opinion=Consultation.Opinion.REFUSE
    )
    if outcome.group is not OutcomeGroup.GRANTED or not (first := refused.first()):
        return
    if not reasons.strip():
        raise OverrideUnreasoned(
            f"{first.party}不同意公开，决定公开的，应当写明不公开会对公共利益造成重大影响的理由（条例第三十二条）。"
        )
    if light := refused.exclude(weighing__conclusion=Weighing.Conclusion.DISCLOSE).first():
        raise OverrideUnreasoned(
            f"{light.party}不同意公开，请先登记权衡，结论为予以公开的，才能拟写予以公开的答复（条例第十五条、第三十二条）。"
        )
