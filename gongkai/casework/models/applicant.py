"""Who asks: the one table with the applicant's private data."""

from django.db import models
from django.db.models import Q

from gongkai.casework.models.request import DisclosureRequest
from gongkai.rules.applicants import ApplicantKind


class IdType(models.TextChoices):
    """What proves the applicant's identity (身份证明, 条例第二十九条第一项)."""

    ID_CARD = "id_card", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民居住证或通行证"
    USCC = "uscc", "统一社会信用代码"
    OTHER = "other", "其他"


class Applicant(models.Model):
    """The applicant of one request (申请人); private, and never public."""

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.CASCADE, related_name="applicant"
    )
    kind = models.CharField(
        "申请人类别", max_length=20, choices=[(each.value, each.label) for each in ApplicantKind]
    )
    name = models.CharField("姓名或者名称", max_length=100)
    id_type = models.CharField("证件类型", max_length=20, choices=IdType, blank=True)
    id_number = models.CharField("证件号码", max_length=40, blank=True)
    org_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=40, blank=True)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    address = models.CharField("通信地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    agent_name = models.CharField("代理人", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请人"
        indexes = [models.Index(fields=["name"], name="applicant_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(phone="", email="", address=""), name="applicant_can_be_reached"
            )  # 条例第二十九条: 联系方式
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        """Whether a human being asks, and not an organisation."""
        return ApplicantKind(self.kind).is_person

    def same(self) -> Q:
        """
        Return what finds the requests of the same applicant, by identity, organisation code, name and phone.

        No rule says who “同一申请人” is (国办函〔2020〕109号); these are facts that requests must contain.
        """
        found = Q(applicant=self)
        if self.id_number:
            found |= Q(applicant__id_number__iexact=self.id_number)
        if self.org_code:
            found |= Q(applicant__org_code__iexact=self.org_code)
        if self.phone:
            found |= Q(applicant__name=self.name, applicant__phone=self.phone)
        return found
