"""The tables of reviews and suits."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.reach import reach_of
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage
from gongkai.remedies.states import State
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import needs_review_first, silence_needs_review_first


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
    """By which procedure it is heard; it decides when the end, and of a review the answer, is due."""

    SIMPLE = "simple", "简易程序"
    ORDINARY = "ordinary", "普通程序"


class About(models.TextChoices):
    """What is challenged."""

    REPLY = "reply", "答复"
    SILENCE = "silence", "逾期不答复"
    OTHER = "other", "终止办理等其他处理"


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
        return self.filter(reach_of(user).over("request__"))

    def pending(self) -> Self:
        """Remedies that are not concluded."""
        return self.filter(concluded_on=None)

    def running(self) -> Self:
        """Remedies that are being heard: neither concluded nor suspended (行政复议法第三十九条)."""
        return self.pending().filter(suspended_on=None)

    def answer_overdue(self, today: date) -> Self:
        """Remedies whose answer is late; while they are suspended nothing runs."""
        return self.running().filter(answered_on=None, answer_due_on__lt=today)

    def lost(self) -> Self:
        """Remedies whose result was corrected (结果纠正)."""
        return self.filter(outcome=RemedyOutcome.CORRECTED)

    def concluded_between(self, first: date, last: date) -> Self:
        """Remedies concluded in the period."""
        return self.filter(concluded_on__gte=first, concluded_on__lte=last)


class Remedy(models.Model):
    """One administrative review or one suit about one request (行政复议、行政诉讼案件)."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="remedies")
    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="remedies"
    )
    kind = models.CharField("类别", max_length=20, choices=Kind)
    about = models.CharField("被复议、起诉的行为", max_length=10, choices=About)
    reply = models.ForeignKey(
        Reply,
        verbose_name="被复议、起诉的答复",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remedies",
    )
    procedure = models.CharField("审理程序", max_length=10, choices=Procedure, blank=True)
    case_no = models.CharField("案号", max_length=60)
    organ = models.CharField("复议机关或者法院", max_length=100)
    applied_on = models.DateField("申请复议或者起诉日期", null=True, blank=True)
    late_reason = models.CharField("超过期限仍被受理的理由", max_length=300, blank=True)
    accepted_on = models.DateField("受理日期")
    notified_on = models.DateField("收到副本日期")
    answer_due_on = models.DateField("答辩期限", null=True, blank=True)
    answered_on = models.DateField("提交答辩日期", null=True, blank=True)
    decision_due_on = models.DateField("预计作出决定或者判决", null=True, blank=True)
    suspended_on = models.DateField("中止审理日期", null=True, blank=True)  # empty again when resumed
    review_extended_on = models.DateField("延长审理通知日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, choices=RemedyOutcome, default=RemedyOutcome.PENDING)
    concluded_on = models.DateField("审结日期", null=True, blank=True)
    decision = models.TextField("决定或者判决要点", blank=True)
    decision_served_on = models.DateField("申请人收到决定日期", null=True, blank=True)
    suit_until_on = models.DateField("复议后起诉期限", null=True, blank=True)
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
            # two bodies that are sued together each record the case (行政诉讼法第二十六条第二款、第四款)
            models.UniqueConstraint(fields=["body", "organ", "case_no"], name="one_remedy_per_case_no"),
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
                condition=Q(about="reply", reply__isnull=False) | (~Q(about="reply") & Q(reply=None)),
                name="remedy_names_the_reply",
            ),
            models.CheckConstraint(
                condition=Q(kind="suit_after_review", after__isnull=False)
                | (~Q(kind="suit_after_review") & Q(after=None)),
                name="remedy_names_the_review_before",
            ),
            models.CheckConstraint(
                condition=~Q(kind="review") | Q(procedure__in=["simple", "ordinary"]),
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

    @property
    def is_review(self) -> bool:
        """Whether it is a review, and no suit."""
        return self.kind == Kind.REVIEW

    @property
    def is_lost(self) -> bool:
        """Whether the body lost."""
        return self.outcome == RemedyOutcome.CORRECTED

    @property
    def skips_review(self) -> bool:
        """Whether it is a suit before which the law asks for a review (行政复议法第二十三条第一款)."""
        if self.kind != Kind.DIRECT_SUIT:
            return False
        if self.reply:
            made_on = self.reply.issued_on or self.accepted_on
            return needs_review_first(Outcome(self.reply.outcome).group, made_on)
        return self.about == About.SILENCE and silence_needs_review_first(self.accepted_on)

    @property
    def lesson(self) -> "RemedyEvent | None":
        """What the office learned from it, as said last."""
        return self.events.filter(step="note_lesson").order_by("pk").last()


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


class LostPoint(models.Model):
    """Where a remedy was lost: the reply, or one withheld part of it, and why (败诉点); only ever added."""

    class Cause(models.TextChoices):
        """Why it was corrected."""

        GROUND = "ground", "不公开的理由不成立"
        FACTS = "facts", "事实不清，检索不充分"
        REASONS = "reasons", "说明理由、告知不当"
        PROCEDURE = "procedure", "程序违法"
        SILENCE = "silence", "逾期不答复"
        OTHER = "other", "其他"

    remedy = models.ForeignKey(
        Remedy, verbose_name="案件", on_delete=models.PROTECT, related_name="lost_points"
    )
    reply = models.ForeignKey(
        Reply,
        verbose_name="答复",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lost_points",
    )
    segment = models.PositiveSmallIntegerField("不予公开部分的序号", null=True, blank=True)  # from 0
    where = models.CharField("不予公开的部分", max_length=200, blank=True)
    ground = models.CharField("答复的依据", max_length=200)
    cause = models.CharField("纠正的原因", max_length=20, choices=Cause)

    class Meta:
        verbose_name = verbose_name_plural = "败诉点"
        ordering = ["pk"]
        indexes = [models.Index(fields=["ground", "cause"], name="lost_point_by_ground")]
        constraints = [
            models.UniqueConstraint(
                fields=["remedy", "segment"],
                condition=Q(segment__isnull=False),
                name="one_lost_point_per_part",
            ),
            models.UniqueConstraint(
                fields=["remedy"], condition=Q(segment=None), name="one_lost_point_per_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.get_cause_display()}"


def private_path(paper: "RemedyPaper", name: str) -> str:
    """Return where a paper is kept; the name of the upload is kept in the table only."""
    suffix = name.rpartition(".")[2].lower()
    return f"remedies/{paper.remedy.body.code}/{paper.remedy_id}/{paper.sha256[:32]}.{suffix}"


class RemedyPaper(models.Model):
    """A document of a review or suit, received or sent (案件材料); private, only ever added."""

    class Kind(models.TextChoices):
        """What it is."""

        APPLICATION = "application", "复议申请书、起诉状"
        NOTICE = "notice", "答复通知书、应诉通知书"
        ANSWER = "answer", "答复书、答辩状"
        EVIDENCE = "evidence", "证据、依据和其他材料"
        DECISION = "decision", "复议决定书、判决书、裁定书"
        OTHER = "other", "其他文书"

    remedy = models.ForeignKey(Remedy, verbose_name="案件", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField("材料种类", max_length=20, choices=Kind)
    sent = models.BooleanField("本机关提交")
    paper_on = models.DateField("收到或者提交日期")
    file = models.FileField("文件", upload_to=private_path, storage=sealed_storage, max_length=300)
    name = SealedTextField("文件名", bound_to=("remedy_id", "sha256"), max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)
    added_by = models.ForeignKey(User, verbose_name="上传人", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField("上传日期")

    class Meta:
        verbose_name = verbose_name_plural = "案件材料"
        ordering = ["paper_on", "pk"]

    def __str__(self) -> str:
        return f"{self.paper_on} {self.get_kind_display()}"
