"""Who asks together with the first applicant."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.casework.models.request import DisclosureRequest
from gongkai.common.matching import Sameness
from gongkai.common.sealed import MatchField, SealedTextField

ROW = ("request_id", "position")


class CoApplicantQuerySet(models.QuerySet["CoApplicant"]):
    """Co-applicants by whether their entry still holds."""

    def present(self) -> Self:
        """Those whose entry was not replaced by a corrected one."""
        return self.filter(replaced_on=None)


class CoApplicant(models.Model):
    """
    One more person or organisation that signed the same request (共同申请人).

    The request counts once, by the kind of the first applicant. Letters go to the one representative: the
    first applicant, or the co-applicant who was named. A wrong entry is replaced by a further row, and stays.
    """

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.CASCADE, related_name="co_applicants"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = SealedTextField("姓名或者名称", bound_to=ROW, max_length=100)
    id_number = SealedTextField("证件号码", bound_to=ROW, max_length=40, blank=True)
    phone = SealedTextField("联系电话", bound_to=ROW, max_length=40, blank=True)
    address = SealedTextField("通信地址", bound_to=ROW, max_length=200, blank=True)
    is_representative = models.BooleanField("代表人", default=False)
    replaced_on = models.DateField("更正日期", null=True, blank=True)
    name_match = MatchField(of="name", by=Sameness.NAME)
    id_match = MatchField(of="id_number", by=Sameness.NUMBER)

    objects = CoApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "共同申请人"
        ordering = ["position"]
        indexes = [
            models.Index(fields=["name_match"], name="co_applicant_by_name"),
            models.Index(fields=["id_match"], name="co_applicant_by_id"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="co_applicant_by_position"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(is_representative=True, replaced_on=None),
                name="one_representative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 共同申请人{self.position}"
