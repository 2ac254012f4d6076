"""答复: what the applicant is told, and who reviewed it before."""

import hashlib
import json
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import User
from gongkai.casework.models.event import RequestFile
from gongkai.casework.models.request import Delivery, DisclosureRequest
from gongkai.rules.outcomes import Outcome

# What reviewers read, and what therefore may not change after they did.
REVIEWED = (
    "outcome",
    "flag",
    "text",
    "reasons",
    "basis",
    "route",
    "search_log",
    "searches",
    "other_body",
    "other_body_contact",
    "segments",
    "override_reasons",
)


class Stage(models.TextChoices):
    """Whose turn it is with a reply that is not issued yet."""

    DRAFT = "draft", "拟稿"
    UNIT = "unit", "科室负责人审核"
    SECRECY = "secrecy", "保密审查"
    LEGAL = "legal", "合法性审核"
    LEADER = "leader", "签发"
    SIGNED = "signed", "待制发"
    ISSUED = "issued", "已制发"


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies by stage."""

    def issued(self) -> Self:
        """Replies that went out."""
        return self.filter(stage=Stage.ISSUED)

    def unissued(self) -> Self:
        """Replies in the making."""
        return self.exclude(stage=Stage.ISSUED)


class Reply(models.Model):
    """
    A reply with exactly one outcome (答复, 条例第三十六条); a redo makes a second one.

    `segments` lists what a partly granted request is refused: `[{"where": …, "basis": …, "reason": …}]`,
    `searches` how it was searched for: `[{"who": …, "where": …, "keywords": …, "period": …, "result": …}]`.
    """

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="replies"
    )
    outcome = models.CharField(
        "答复类型", max_length=30, choices=[(each.value, each.label) for each in Outcome]
    )
    flag = models.CharField("结果细分", max_length=30, blank=True)
    text = models.TextField("答复内容")
    reasons = models.TextField("理由", blank=True)
    basis = models.JSONField("法律依据", default=list, blank=True)
    route = models.TextField("获取方式、途径和时间", blank=True)
    search_log = models.TextField("检索情况", blank=True)
    searches = models.JSONField("检索记录", default=list, blank=True)
    other_body = models.CharField("负责公开的机关", max_length=100, blank=True)
    other_body_contact = models.CharField("该机关联系方式", max_length=200, blank=True)
    segments = models.JSONField("不予公开的部分", default=list, blank=True)
    override_reasons = models.TextField("第三方不同意而公开的公共利益理由", blank=True)

    stage = models.CharField("审批环节", max_length=20, choices=Stage, default=Stage.DRAFT)
    draft_no = models.PositiveSmallIntegerField("第几稿", default=1)
    drafted_by = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField("拟稿日期")
    signed_by = models.ForeignKey(
        User, verbose_name="签发人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    doc_no = models.CharField("文号", max_length=60, blank=True)
    due_on = models.DateField("制发时的答复期限", null=True, blank=True)
    issued_on = models.DateField("制发日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    service_method = models.CharField("送达方式", max_length=20, choices=Delivery, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["served_on"], name="reply_by_service"),
            models.Index(fields=["doc_no"], name="reply_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=~Q(stage="issued"), name="one_reply_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(stage="issued", issued_on__isnull=False)
                | (~Q(stage="issued") & Q(issued_on=None)),
                name="reply_issued_iff_dated",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None) | Q(served_on__gte=F("issued_on")),
                name="reply_served_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.doc_no or f"{self.request.number} 答复"

    @property
    def is_issued(self) -> bool:
        """Whether it went out."""
        return self.stage == Stage.ISSUED

    @property
    def is_late(self) -> bool:
        """Whether it was issued after the last day of its own period (条例第三十三条)."""
        return self.issued_on is not None and self.due_on is not None and self.issued_on > self.due_on

    @property
    def searched(self) -> list[str]:
        """How it was searched for, one sentence each (检索情况); empty for what nobody had to search."""
        rows = (
            "{who}检索{where}，关键词“{keywords}”，{period}，{result}。".format(**row)
            for row in self.searches
        )
        return [line for line in (self.search_log.strip(), *rows) if line]

    def fingerprint(self) -> str:
        """Return the SHA-256 over what reviewers read: all wording and every file that will be supplied."""
        supplied = self.request.files.filter(purpose=RequestFile.Purpose.SUPPLIED)
        files = supplied.filter(reply=self if self.is_issued else None).order_by("pk")
        content = [[getattr(self, name) for name in REVIEWED], [file.sha256 for file in files]]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


class ReplyReview(models.Model):
    """One opinion on one draft of a reply, tied to its exact content (审核意见); only ever added."""

    reply = models.ForeignKey(Reply, verbose_name="答复", on_delete=models.PROTECT, related_name="reviews")
    stage = models.CharField("审批环节", max_length=20, choices=Stage)
    draft_no = models.PositiveSmallIntegerField("第几稿")
    passed = models.BooleanField("通过")
    opinion = models.TextField("意见", blank=True)
    fingerprint = models.CharField("内容指纹", max_length=64)
    by = models.ForeignKey(User, verbose_name="审核人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "答复审核意见"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "draft_no", "stage"], name="one_opinion_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {'通过' if self.passed else '退回'}"
