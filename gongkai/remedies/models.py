"""The tables of reviews and suits."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest
from gongkai.remedies.states import State


class Kind(models.TextChoices):
    """The three groups of columns of the statutory table."""

    REVIEW = "review", "行政复议"
    DIRECT_SUIT = "direct_suit", "行政诉讼（未经复议直接起诉）"
    SUIT_AFTER_REVIEW = "suit_after_review", "行政诉讼（复议后起诉）"


class RemedyOutcome(models.TextChoices):
    """The columns of each group."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


class Procedure(models.TextChoices):
    """By which procedure a review is heard; it decides the time for the answer."""

    SIMPLE = "simple", "简易程序"
    ORDINARY = "ordinary", "普通程序"


class RemedyQuerySet(models.QuerySet["Remedy"]):
    """Remedies by body, reader and time; days are inclusive."""

    def of(self, body: Body) -> Self:
        """Remedies against this body."""
        return self.filter(body=body)

    def within(self, body: Body) -> Self:
        """Remedies against the body and all below it."""
        return self.filter(body__path__startswith=body.path)

    def visible_to(self, user: User) -> Self:
        """Remedies about requests that the user may read."""
        return self.filter(request__in=DisclosureRequest.objects.visible_to(user))

    def pending(self) -> Self:
        """Remedies that are not concluded."""
        return self.filter(concluded_on=None)

    def answer_overdue(self, today: date) -> Self:
        """Remedies whose answer is late."""
        return self.pending().filter(answered_on=None, answer_due_on__lt=today)

    def concluded_between(self, first: date, last: date) -> Self:
        """Remedies concluded in the period."""
        return self.filter(concluded_on__gte=first, concluded_on__lte=last)

    def pending_at(self, day: date) -> Self:
        """Remedies accepted up to the end of a day and not concluded by then (年报“尚未审结”)."""
        return self.filter(Q(concluded_on=None) | Q(concluded_on__gt=day), accepted_on__lte=day)

    def counted_in(self, first: date, last: date) -> Self:
        """Remedies that part four of the report counts: concluded in the period or pending at its end."""
        return self.concluded_between(first, last) | self.pending_at(last)


class Remedy(models.Model):
    """One administrative review or one suit about one request (行政复议、行政诉讼案件)."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="remedies")
    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="remedies"
    )
    kind = models.CharField("类别", max_length=20, choices=Kind)
    procedure = models.CharField("复议程序", max_length=10, choices=Procedure, blank=True)
    case_no = models.CharField("案号", max_length=60)
    organ = models.CharField("复议机关或者法院", max_length=100)
    accepted_on = models.DateField("受理日期")
    notified_on = models.DateField("收到副本日期")
    answer_due_on = models.DateField("答辩期限", null=True, blank=True)
    answered_on = models.DateField("提交答辩日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, choices=RemedyOutcome, default=RemedyOutcome.PENDING)
    concluded_on = models.DateField("审结日期", null=True, blank=True)
    decision = models.TextField("决定或者判决要点", blank=True)
    after = models.ForeignKey(
        "self",
        verbose_name="此前的复议",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "复议诉讼案件"
        ordering = ["-accepted_on", "-pk"]
        indexes = [models.Index(fields=["body", "concluded_on"], name="remedy_by_conclusion")]
        constraints = [
            models.UniqueConstraint(fields=["organ", "case_no"], name="one_remedy_per_case_no"),
            models.CheckConstraint(
                condition=Q(outcome="pending", concluded_on=None)
                | (~Q(outcome="pending") & Q(concluded_on__isnull=False)),
                name="remedy_outcome_iff_concluded",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("accepted_on")),
                name="remedy_concluded_after_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(kind="suit_after_review", after__isnull=False)
                | (~Q(kind="suit_after_review") & Q(after=None)),
                name="remedy_names_the_review_before",
            ),
            models.CheckConstraint(
                condition=Q(kind="review", procedure__in=["simple", "ordinary"])
                | (~Q(kind="review") & Q(procedure="")),
                name="remedy_procedure_of_reviews",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.case_no}"

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.concluded_on:
            return State.CONCLUDED
        return State.ANSWERED if self.answered_on else State.FILED


class RemedyEvent(models.Model):
    """One step of one remedy; never changed and never deleted."""

    remedy = models.ForeignKey(Remedy, verbose_name="案件", on_delete=models.PROTECT, related_name="events")
    step = models.CharField("步骤", max_length=20)
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"
