"""行政规范性文件: one document from its draft to its end."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from gongkai.bodies.models import Body, Unit, User
from gongkai.documents.states import BEFORE_PUBLICATION, ENDED, State
from gongkai.publishing.models import InformationItem, Validity
from gongkai.rules.documents import DocumentSort

SORT_CHOICES = [(sort.value, sort.label) for sort in DocumentSort]


class DocumentQuerySet(models.QuerySet["NormativeDocument"]):
    """Documents by body, reader, and how they stand on a day; days are inclusive."""

    def of(self, body: Body) -> Self:
        """Documents of one body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Documents of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())

    def in_the_making(self) -> Self:
        """Documents that are not public yet."""
        return self.filter(state__in=BEFORE_PUBLICATION)

    def in_force(self) -> Self:
        """Documents that are public and have not ended."""
        return self.filter(state=State.PUBLISHED)

    def over(self, on: date) -> Self:
        """Documents in force whose period of validity ended before a day."""
        return self.in_force().filter(valid_until__lt=on)

    def near_the_end(self, until: date) -> Self:
        """Documents in force that end up to a day and about which nobody has decided yet."""
        return self.in_force().filter(valid_until__lte=until, evaluate_on__isnull=False)

    def to_be_repealed(self, on: date) -> Self:
        """Documents in force whose repeal takes effect on a day or took effect before."""
        return self.in_force().filter(repeal_on__lte=on)

    def unfiled(self) -> Self:
        """Public documents that were not filed with the higher body."""
        return self.in_force().filter(filed_on=None, filing_due_on__isnull=False)

    def unexplained(self) -> Self:
        """Public documents that owe their interpretation: none of theirs is public."""
        from gongkai.documents.models.records import Interpretation

        public = Interpretation.objects.filter(document=OuterRef("pk"), item__live=True)
        return self.in_force().filter(~Exists(public), interpretation_due_on__isnull=False)


class NormativeDocument(models.Model):
    """
    A normative document of a body (行政规范性文件); written by `documents.actions` alone.

    Whether it is in force, amended, lapsed or repealed is said by its item; `valid_until` is the last day on
    which it holds, `repeal_on` the first on which it does not any more.
    """

    body = models.ForeignKey(
        Body, verbose_name="制定机关", on_delete=models.PROTECT, related_name="documents"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="起草科室", on_delete=models.PROTECT, related_name="documents"
    )
    drafted_by = models.ForeignKey(User, verbose_name="起草人", on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(
        InformationItem,
        verbose_name="公布的信息",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="document",
    )
    title = models.CharField("名称", max_length=200)
    sort = models.CharField(
        "文件种类", max_length=20, choices=SORT_CHOICES, default=DocumentSort.GENERAL.value
    )
    for_business = models.BooleanField("涉及经营主体的生产经营活动", default=False)
    needs_interpretation = models.BooleanField("应当解读", default=True)
    plan = models.TextField("解读方案", blank=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFTING)

    started_on = models.DateField("立项日期")
    consultation_from = models.DateField("征求意见开始", null=True, blank=True)
    consultation_until = models.DateField("征求意见截止", null=True, blank=True)
    legality_due_on = models.DateField("合法性审核期限", null=True, blank=True)
    signed_on = models.DateField("签发日期", null=True, blank=True)
    doc_no = models.CharField("文号", max_length=60, blank=True)
    registration_no = models.CharField("登记编号", max_length=60, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    evaluate_on = models.DateField("评估期限", null=True, blank=True)  # empty once somebody has decided
    repeal_on = models.DateField("预定废止日期", null=True, blank=True)
    ended_on = models.DateField("失效、废止日期", null=True, blank=True)
    filing_due_on = models.DateField("备案期限", null=True, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    interpretation_due_on = models.DateField("解读期限", null=True, blank=True)
    excuse = models.CharField("延后解读的理由", max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政规范性文件"
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["body", "state", "valid_until"], name="document_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "registration_no"],
                condition=~Q(registration_no=""),
                name="document_registered_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(item__isnull=False, published_on__isnull=False),
                name="published_document_has_item",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(effective_on=None) | Q(valid_until__gte=F("effective_on")),
                name="document_valid_after_effect",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_on__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_on=None)),
                name="document_ended_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def validity(self) -> str:
        """Whether it is in force, as the public is told; nothing before it is public."""
        return self.item.validity if self.item and self.published_on else Validity.NONE

    @property
    def validity_label(self) -> str:
        """The same in words, or how far its making is."""
        return Validity(self.validity).label if self.validity else self.get_state_display()

    @property
    def is_ended(self) -> bool:
        """Whether it lapsed or was repealed."""
        return self.state in ENDED

    @property
    def is_public(self) -> bool:
        """Whether it was published."""
        return self.published_on is not None

    @property
    def sort_of(self) -> DocumentSort:
        """Its sort with what the rules say of it."""
        return DocumentSort(self.sort)
