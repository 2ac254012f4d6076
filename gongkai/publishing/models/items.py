"""主动公开的信息: an item of information with its catalogue metadata."""

from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from gongkai.bodies.models import Assignment, Body, Unit, User
from gongkai.publishing.models.columns import Column
from gongkai.publishing.reach import BODY_WIDE, PUBLISHERS
from gongkai.publishing.states import BEFORE_PUBLICATION, IN_REVIEW, REVIEWED_IN, Ending, State
from gongkai.rules.roles import Role


class Validity(models.TextChoices):
    """Whether a document is in force (有效性)."""

    NONE = "", "不适用"
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"


class Mode(models.TextChoices):
    """How information is disclosed (公开属性), fixed when it is drafted."""

    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class DocumentKind(models.TextChoices):
    """Which kind of document the annual report counts (国办公开办函〔2021〕30号)."""

    RULE = "rule", "规章"
    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    OTHER = "other", "其他"


class ItemQuerySet(models.QuerySet["InformationItem"]):
    """Items by body, by place, by who may see them and by what is to be done."""

    def live(self) -> Self:
        """Items that the public sees."""
        return self.filter(live=True)

    def of(self, body: Body) -> Self:
        """Items of one body."""
        return self.filter(body=body)

    def within(self, body: Body) -> Self:
        """Items of the body and of all below it."""
        return self.filter(body__path__startswith=body.path)

    def visible_to(self, user: User) -> Self:
        """Items of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())

    def in_column(self, column: Column) -> Self:
        """Items listed in the column and in all below it; costs a query for the columns, one for copies."""
        from gongkai.publishing.models.placements import Placement

        columns = list(Column.objects.within(column).values_list("pk", flat=True))
        here = self.filter(body=column.body_id)
        listed = Placement.objects.filter(column__in=columns)
        if listed.exists():
            return here.filter(Q(column__in=columns) | Q(pk__in=listed.values("item")))
        # one column is compared by equality, so that the index item_in_column sorts as well
        return here.filter(column=columns[0]) if len(columns) == 1 else here.filter(column__in=columns)

    def of_kind(self, body: Body, kind: str) -> Self:
        """Items of a body listed in columns of a kind, as their own column or besides it; costs a query."""
        from gongkai.publishing.models.placements import Placement

        here = self.filter(body=body)
        listed = Placement.objects.filter(column__body=body, column__kind=kind)
        listed = listed.exclude(item__column__kind=kind)
        if listed.exists():
            return here.filter(Q(column__kind=kind) | Q(pk__in=listed.values("item")))
        return here.filter(column__kind=kind)

    def newest_first(self) -> Self:
        """Items by day of publication, newest first."""
        return self.order_by("-published_on", "-pk")

    def in_force(self, today: date) -> Self:
        """Documents in force on a day."""
        return self.filter(Q(ceased_on=None) | Q(ceased_on__gt=today), validity=Validity.IN_FORCE)

    def late(self, today: date) -> Self:
        """Items that should have become public before a day and are not (条例第二十六条)."""
        return self.filter(
            live=False, published_on=None, disclosure_mode=Mode.PUBLIC, publish_due_on__lt=today
        )

    def over(self, today: date) -> Self:
        """Public items whose time is over, and that may expire by themselves."""
        return self.filter(live=True, expires_on__lt=today, annulled_on=None)

    def to_withdraw(self) -> Self:
        """Public penalty decisions that were annulled (行政处罚法第四十八条)."""
        return self.filter(live=True, withdraw_due_on__isnull=False)

    def published_late(self) -> Self:
        """Items that became public after their last day (条例第二十六条)."""
        return self.filter(published_on__gt=F("publish_due_on"))

    def due_to_go_out(self, today: date) -> Self:
        """Approved items whose day of publication was set and has come."""
        return self.filter(state=State.APPROVED, scheduled_on__lte=today)

    def undisclosed(self) -> Self:
        """Items that are disclosed on request only, or withheld."""
        return self.exclude(disclosure_mode=Mode.PUBLIC)

    def mode_due(self, today: date) -> Self:
        """Undisclosed items that must be looked at again by today, or earlier (条例第十八条)."""
        return self.undisclosed().filter(mode_review_on__lte=today)

    def awaiting(self, user: User, on: date) -> Self:
        """Items whose next step is the user's: own drafts, reviews, and what is ready to be published."""
        mine = Q(state=State.DRAFT, draft_version__by=user)
        held = Assignment.objects.held(on).filter(user=user)
        for role, unit, body, office in held.values_list(
            "role", "unit", "unit__body", "unit__is_disclosure_office"
        ):
            everywhere = office or role in BODY_WIDE
            place = Q() if everywhere else Q(owner_unit=unit) | Q(owner_unit=None)
            mine |= Q(_waiting_for(Role(role)), place, body=body)
        return self.filter(mine, state__in=BEFORE_PUBLICATION).exclude(
            Q(state__in=IN_REVIEW) & (_wrote(user) | _has_spoken(user))
        )


def _waiting_for(role: Role) -> Q:
    waiting = Q(state__in=[state for stage, state in REVIEWED_IN.items() if stage.role is role])
    if role in PUBLISHERS:
        waiting |= Q(state=State.APPROVED, disclosure_mode=Mode.PUBLIC)
    return waiting


def _wrote(user: User) -> Q:
    """Items whose draft has words of the user, who therefore does not review it (条例第十七条)."""
    versions = apps.get_model("publishing", "ItemVersion").objects.filter(item=OuterRef("pk"), by=user)
    new = versions.filter(number__gt=Coalesce(OuterRef("live_version__number"), 0))
    return Q(Exists(new)) | Q(author=user, live_version=None)


def _has_spoken(user: User) -> Q:
    """Items on which the user has given an opinion since they were submitted."""
    events = apps.get_model("publishing", "ItemEvent").objects
    submitted = events.filter(item=OuterRef("item"), step="submit").order_by("-pk").values("pk")[:1]
    given = events.filter(item=OuterRef("pk"), by=user, step__startswith="approve_")
    opinions = given.alias(submitted=Subquery(submitted))
    return Q(Exists(opinions.filter(pk__gt=F("submitted"))))


class InformationItem(models.Model):
    """
    An item of government information (条例第十二条: 索引、名称、内容概述、生成日期).

    While the item is live its row says what the public sees, and a draft stands in `draft_version`; an item
    that was never live shows its draft in the row. Written by `publishing.actions` alone.
    """

    body = models.ForeignKey(Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="items")
    column = models.ForeignKey(Column, verbose_name="栏目", on_delete=models.PROTECT, related_name="items")
    owner_unit = models.ForeignKey(
        Unit, verbose_name="责任科室", null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    author = models.ForeignKey(
        User, verbose_name="起草人", null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )

    title = models.CharField("名称", max_length=200)
    summary = models.CharField("内容概述", max_length=200, blank=True)
    content = models.TextField("正文", blank=True)  # cleaned HTML
    plain_text = models.TextField(editable=False, blank=True)  # of the content, for search and lists
    issuing_body = models.CharField("发布机构", max_length=100)
    doc_no = models.CharField("文号", max_length=60, blank=True)
    formed_on = models.DateField("生成日期")
    effective_on = models.DateField("施行日期", null=True, blank=True)
    ceased_on = models.DateField("废止日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=20, choices=Validity, blank=True, default=Validity.NONE)
    document_kind = models.CharField(
        "文件类别", max_length=20, choices=DocumentKind, default=DocumentKind.OTHER
    )
    topic_class = models.CharField("主题分类", max_length=60, blank=True)
    combined_class = models.CharField("组配分类", max_length=60, blank=True)
    genre = models.CharField("体裁分类", max_length=20, blank=True)
    audience_class = models.CharField("服务对象分类", max_length=60, blank=True)
    keywords = models.CharField("主题词", max_length=200, blank=True, help_text="用逗号分隔")
    content_source = models.CharField("信息来源", max_length=100, blank=True)
    channels = models.JSONField("公开渠道", default=list, blank=True)  # codes of domain channels, in order
    disclosure_mode = models.CharField("公开属性", max_length=20, choices=Mode, default=Mode.PUBLIC)
    mode_reason = models.CharField("不主动公开的理由和依据", max_length=300, blank=True)
    disclosure_scope = models.CharField("公开范围", max_length=60, default="面向社会")
    mode_review_on = models.DateField("下次评估日期", null=True, blank=True)  # 条例第十八条

    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT)
    review_chain = models.JSONField("审核链", default=list, blank=True)  # codes of the reviews of this round
    proofread = models.BooleanField("逐级校对", default=False)  # every reviewer of this round proofreads
    live = models.BooleanField("对外公开", default=False)
    live_version = models.ForeignKey(
        "ItemVersion", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    draft_version = models.ForeignKey(
        "ItemVersion", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    index_no = models.CharField("索引号", max_length=60, unique=True, null=True, blank=True)
    publish_due_on = models.DateField("公开期限", null=True, blank=True)  # 条例第二十六条
    scheduled_on = models.DateField("定时发布日期", null=True, blank=True)
    scheduled_by = models.ForeignKey(
        User, verbose_name="定时人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField("发布日期", null=True, blank=True)  # the first time
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    updated_on = models.DateField("最近更新日期", null=True, blank=True)
    # Empty for what was never gone, or is back.
    ending = models.CharField("撤下方式", max_length=20, choices=Ending, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawal_reason = models.CharField("撤下原因", max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="替代它的信息",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
    )
    new_place = models.CharField("新网址", max_length=500, blank=True)
    expires_on = models.DateField("公示期最后一天", null=True, blank=True)  # empty: public for good
    annulled_on = models.DateField("处罚决定变更、撤销日期", null=True, blank=True)  # 行政处罚法第四十八条
    withdraw_due_on = models.DateField("最迟撤回日期", null=True, blank=True)
    source_id = models.CharField("原系统编号", max_length=100, blank=True)
    old_url = models.CharField("原网址", max_length=500, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开信息"
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "source_id"], condition=~Q(source_id=""), name="item_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(index_no__isnull=False, published_on__isnull=False),
                name="live_item_has_index_no",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("formed_on")), name="item_formed_first"
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(disclosure_mode=Mode.PUBLIC), name="only_public_items_live"
            ),
            models.CheckConstraint(
                condition=Q(disclosure_mode=Mode.PUBLIC)
                | Q(live=True)
                | ~Q(mode_reason="")
                | Q(state=State.DRAFT),
                name="other_modes_have_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | Q(live=False, withdrawn_on__isnull=False) & ~Q(withdrawal_reason=""),
                name="withdrawal_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(ending=""), name="what_is_gone_says_how"
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.REPLACE) | Q(replaced_by__isnull=False),
                name="replaced_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.REDIRECT) | ~Q(new_place=""), name="redirected_somewhere"
            ),
        ]
        # A row carries its text, so that lists and counts are answered from indexes alone; `live` stands in
        # the condition because SQLite does not look up a bare boolean.
        indexes = [
            models.Index(
                *(F("body"), F("column"), F("published_on").desc(), F("id").desc()),
                *(F("validity"), F("document_kind")),
                condition=Q(live=True),
                name="item_in_column",
            ),
            models.Index(
                *(F("body"), F("published_on").desc(), F("id").desc()),
                condition=Q(live=True),
                name="item_of_body",
            ),
            models.Index(
                fields=[
                    *("body", "published_on", "withdrawn_on", "publish_due_on"),
                    *("document_kind", "column", "owner_unit"),
                ],
                name="item_by_publication",
            ),
            models.Index(
                fields=[
                    *("body", "document_kind", "published_on", "withdrawn_on"),
                    *("formed_on", "validity", "ceased_on"),
                ],
                name="item_by_document_kind",
            ),
            models.Index(fields=["state", "body"], name="item_by_state"),
            models.Index(
                fields=["body", "mode_review_on"],
                condition=~Q(disclosure_mode=Mode.PUBLIC),
                name="item_mode_review",
            ),
            models.Index(
                fields=["body", "publish_due_on"], condition=Q(live=False), name="item_not_live_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_draft(self) -> bool:
        """Whether a draft of the item is being written or reviewed."""
        return self.draft_version_id is not None and self.draft_version_id != self.live_version_id

    @property
    def is_gone(self) -> bool:
        """Whether it was public and is not any more, even while its return is being drafted."""
        return bool(self.ending) and not self.live

    @property
    def is_normative(self) -> bool:
        """Whether the item is a rule or a normative document."""
        return self.document_kind != DocumentKind.OTHER
