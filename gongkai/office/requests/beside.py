"""What stands beside a case: its entry in the register of what is withheld, and the item made of it."""

from dataclasses import dataclass

from gongkai.casework.models import DisclosureRequest, Withholding
from gongkai.promotion.models import Promotion


@dataclass(frozen=True)
class Beside:
    """What other registers say about a case."""

    withholding: Withholding | None
    promotion: Promotion | None


def beside_of(case: DisclosureRequest) -> Beside:
    """Return what other registers say about a case, in two queries."""
    return Beside(
        Withholding.objects.filter(request=case).first(),
        Promotion.objects.filter(request=case).select_related("item").first(),
    )
