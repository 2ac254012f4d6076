"""Who asks: the one table with the applicant's private data, sealed."""

from typing import Any

from django.core.validators import validate_email
from django.db import models
from django.db.models import Q

from gongkai.casework.identity import having_number, named
from gongkai.casework.models.request import DisclosureRequest
from gongkai.common.matching import Sameness
from gongkai.common.sealed import MatchField, SealedTextField
from gongkai.rules.applicants import ApplicantKind

ROW = ("request_id",)


class IdType(models.TextChoices):
    """What proves the applicant's identity (身份证明, 条例第二十九条第一项)."""

    ID_CARD = "id_card", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民居住证或通行证"
    USCC = "uscc", "统一社会信用代码"
    OTHER = "other", "其他"


class Applicant(models.Model):
    """
    The applicant of one request (申请人); private, and never public.

    What says who they are is sealed in the database; `…_match` are keyed hashes that find equal ones.
    """

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.CASCADE, related_name="applicant"
    )
    kind = models.CharField(
        "申请人类别", max_length=20, choices=[(each.value, each.label) for each in ApplicantKind]
    )
    name = SealedTextField("姓名或者名称", bound_to=ROW, max_length=100)
    id_type = models.CharField("证件类型", max_length=20, choices=IdType, blank=True)
    id_number = SealedTextField("证件号码", bound_to=ROW, max_length=40, blank=True)
    org_code = SealedTextField("统一社会信用代码", bound_to=ROW, max_length=18, blank=True)
    legal_representative = SealedTextField("法定代表人", bound_to=ROW, max_length=40, blank=True)
    contact_name = SealedTextField("联系人", bound_to=ROW, max_length=40, blank=True)
    phone = SealedTextField("联系电话", bound_to=ROW, max_length=40, blank=True)
    email = SealedTextField("电子邮箱", bound_to=ROW, max_length=254, blank=True, validators=[validate_email])
    address = SealedTextField("通信地址", bound_to=ROW, max_length=200, blank=True)
    postcode = SealedTextField("邮政编码", bound_to=ROW, max_length=6, blank=True)
    agent_name = SealedTextField("代理人", bound_to=ROW, max_length=40, blank=True)
    agent_id_number = SealedTextField("代理人证件号码", bound_to=ROW, max_length=40, blank=True, default="")
    agent_phone = SealedTextField("代理人联系电话", bound_to=ROW, max_length=40, blank=True, default="")
    purged_on = models.DateField("身份信息清除日期", null=True, blank=True)
    name_match = MatchField(of="name", by=Sameness.NAME)
    id_match = MatchField(of="id_number", by=Sameness.NUMBER)
    org_match = MatchField(of="org_code", by=Sameness.NUMBER)
    phone_match = MatchField(of="phone", by=Sameness.NUMBER)

    class Meta:
        verbose_name = verbose_name_plural = "申请人"
        indexes = [
            models.Index(fields=["name_match"], name="applicant_by_name"),
            models.Index(fields=["id_match"], name="applicant_by_id"),
            models.Index(fields=["org_match"], name="applicant_by_org"),
            models.Index(fields=["phone_match"], name="applicant_by_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="", email="", address="") | Q(purged_on__isnull=False),
                name="applicant_can_be_reached",
            )  # 条例第二十九条: 联系方式
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 申请人"  # no name: this may be printed anywhere

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the kind with the request, by which the year is counted."""
        super().save(*args, **kwargs)
        self.request.applicant_kind = self.kind
        DisclosureRequest.objects.filter(pk=self.request_id).update(applicant_kind=self.kind)

    @property
    def is_person(self) -> bool:
        """Whether a human being asks, and not an organisation."""
        return ApplicantKind(self.kind).is_person

    def same(self) -> Q:
        """
        Return what finds the requests of the same applicant, by identity, organisation code, name and phone.

        No rule says who “同一申请人” is (国办函〔2020〕109号); these are facts that requests must contain.
        """
        found = Q(applicant=self) | having_number(self.id_number, "id_match")
        found |= having_number(self.org_code, "org_match")
        if phones := Sameness.NUMBER.marks(self.phone):
            found |= named(self.name) & Q(applicant__phone_match__in=phones)
        return found
