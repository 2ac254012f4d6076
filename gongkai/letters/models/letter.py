"""文书: one letter of one request, from the draft to its frozen text and number."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import Consultation, DisclosureRequest, Reply, RequestEvent
from gongkai.common.sealed import SealedTextField
from gongkai.letters.models.wording import LetterTemplateVersion
from gongkai.letters.states import FIXED, SENT, State
from gongkai.rules.letters import LetterKind, kind

ROW = ("request_id",)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by case and state."""

    def of(self, body: Body) -> Self:
        """Letters of this body."""
        return self.filter(body=body)

    def valid(self) -> Self:
        """Letters that have not been made void."""
        return self.exclude(state=State.VOID)


class Letter(models.Model):
    """
    A letter of one request (文书); private, since it names people.

    It is about what gave rise to it: a reply, a consultation or an event; one that is ahead of its `step`
    gets them when it goes out, which takes the step. Once signed, `text`, `said` and `context` (the body's
    name and the days of the strip) stay as they are; `sha256` is over what is printed, or over the scan of
    one that was written outside.
    """

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="letters")
    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField("文书种类", max_length=40)
    event = models.ForeignKey(
        RequestEvent,
        verbose_name="步骤",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
    )
    reply = models.ForeignKey(
        Reply, verbose_name="答复", null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    consultation = models.ForeignKey(
        Consultation,
        verbose_name="征求意见",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
    )
    replaces = models.OneToOneField(
        "self",
        verbose_name="更正",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    step = models.CharField("发出即办理的步骤", max_length=40, blank=True)
    facts = SealedTextField("办理内容", bound_to=ROW, blank=True)  # JSON: what the step is given
    typed = models.JSONField("填写的内容", default=dict, blank=True)

    version = models.ForeignKey(
        LetterTemplateVersion,
        verbose_name="模板版本",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
    )  # empty: the default wording of the program
    context = models.JSONField("内容", default=dict, blank=True)
    text = SealedTextField("正文", bound_to=ROW, blank=True)
    said = SealedTextField("填入的内容", bound_to=ROW, blank=True)  # JSON: what stood for each placeholder
    sha256 = models.CharField("指纹", max_length=64, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    outside = models.BooleanField("在系统外制作", default=False)
    due_on = models.DateField("应当发出的最后一日", null=True, blank=True)

    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT)
    prepared_by = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField("拟稿日期")
    signed_by = models.ForeignKey(
        User, verbose_name="定稿人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField("成文日期", null=True, blank=True)
    void_by = models.ForeignKey(
        User, verbose_name="作废人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    void_on = models.DateField("作废日期", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                condition=~Q(number="") & ~Q(state=State.VOID),
                name="letter_number_in_body",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.VOID])
                | (Q(signed_on__isnull=False) & (Q(outside=True) | ~Q(text="")) & ~Q(sha256="")),
                name="letter_fixed_iff_signed",
            ),
            models.CheckConstraint(
                condition=Q(void_on=None) | Q(state=State.VOID), name="letter_void_iff_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_kind.label} {self.number}".strip()

    @property
    def of_kind(self) -> LetterKind:
        """What the rules say about letters of this kind."""
        return kind(self.kind)

    @property
    def is_fixed(self) -> bool:
        """Whether text and number can no longer change."""
        return self.state in FIXED or bool(self.sha256)

    @property
    def is_ahead(self) -> bool:
        """Whether the step that its dispatch takes has not been taken yet."""
        return bool(self.step) and not (self.event_id or self.reply_id)

    @property
    def is_sent(self) -> bool:
        """Whether it went out at least once."""
        return self.state in SENT

    @property
    def dispatched_on(self) -> date | None:
        """The day it went out first; that day decides whether it was in time (条例第三十三条)."""
        first = self.dispatches.order_by("on", "pk").first()
        return first.on if first else None

    @property
    def served_on(self) -> date | None:
        """The day it arrived; the periods for review and suit count from then (行政复议法第二十条)."""
        served = self.services.filter(arrived=True).first()
        return served.on if served else None

    @property
    def is_late(self) -> bool:
        """Whether it went out after the last day for it."""
        sent_on = self.dispatched_on
        return sent_on is not None and self.due_on is not None and sent_on > self.due_on
