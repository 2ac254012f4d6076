"""What is asked of others while a request is handled: a correction, and opinions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from gongkai.bodies.models import User
from gongkai.casework.models.event import RequestEvent
from gongkai.casework.models.request import DisclosureRequest
from gongkai.common.sealed import SealedTextField


class Correction(models.Model):
    """The one correction that may be asked for (补正, 条例第三十条)."""

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="correction"
    )
    asked_on = models.DateField("告知补正日期")
    items = models.TextField("需要补正的事项")
    until_on = models.DateField("补正期限")
    late_reason = models.TextField("逾期告知的理由", blank=True)  # asked for after its seven working days
    received_on = models.DateField("收到补正日期", null=True, blank=True)
    text = models.TextField("补正内容", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "补正"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=F("asked_on")), name="correction_leaves_time"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("asked_on")),
                name="correction_after_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 补正"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Consultations by how far they are."""

    def open(self) -> Self:
        """Consultations that are neither answered nor expired, nor from before an order to redo."""
        redone = RequestEvent.objects.filter(
            request=OuterRef("request"), step="redo", on__gt=OuterRef("sent_on")
        )
        return self.filter(~Exists(redone), opinion="")

    def expired(self, today: date) -> Self:
        """Open consultations whose period has passed."""
        return self.open().filter(due_on__lt=today)

    def untold(self) -> Self:
        """Third parties that refused and have not been told of a disclosure all the same (条例第三十二条)."""
        return self.filter(
            kind=Consultation.Kind.THIRD_PARTY, opinion=Consultation.Opinion.REFUSE, told_on=None
        )


class Consultation(models.Model):
    """A letter that asks a third party or another organ for its opinion (条例第三十二条、第三十四条)."""

    class Kind(models.TextChoices):
        """Who is asked; silence means opposite things."""

        THIRD_PARTY = "third_party", "第三方"
        PEER = "peer", "其他行政机关"

    class Opinion(models.TextChoices):
        """What was answered."""

        AGREE = "agree", "同意公开"
        REFUSE = "refuse", "不同意公开"
        PARTLY = "partly", "同意部分公开"
        SILENT = "silent", "逾期未答复"

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="consultations"
    )
    kind = models.CharField("征求对象", max_length=20, choices=Kind)
    # A third party may be a person; sealed like the applicant.
    party = SealedTextField("被征求意见方", bound_to=("request_id",), max_length=100)
    contact = SealedTextField("联系方式", bound_to=("request_id",), max_length=200, blank=True)
    sent_on = models.DateField("发函日期")
    delivered_on = models.DateField("对方收到日期", null=True, blank=True)
    due_on = models.DateField("答复意见期限", null=True, blank=True)  # 2019年以前没有期限
    answered_on = models.DateField("收到意见日期", null=True, blank=True)
    opinion = models.CharField("意见", max_length=20, choices=Opinion, blank=True)
    note = models.TextField("意见内容", blank=True)
    told_on = models.DateField("告知公开决定日期", null=True, blank=True)
    asked_by = models.ForeignKey(User, verbose_name="发函人", on_delete=models.PROTECT, related_name="+")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gt=F("sent_on")), name="consultation_leaves_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                name="consultation_answer_after_letter",
            ),
            models.CheckConstraint(
                condition=Q(opinion__in=["", "silent"], answered_on=None)
                | (~Q(opinion__in=["", "silent"]) & Q(answered_on__isnull=False)),
                name="consultation_opinion_iff_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_kind_display()}"  # no name: this may be printed anywhere

    @property
    def is_open(self) -> bool:
        """Whether an opinion is still awaited."""
        return not self.opinion

    @property
    def counts_as_consent(self) -> bool:
        """Whether it is consent: another organ's silence is (条例第三十四条), a third party's is not."""
        if self.opinion == self.Opinion.SILENT:
            return self.kind == self.Kind.PEER
        return self.opinion == self.Opinion.AGREE
