"""专题: a page that gathers public items on one subject, in sections, for a time."""

from datetime import date
from pathlib import PurePosixPath
from typing import Self
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User
from gongkai.publishing.models.columns import Column
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.states import TopicState
from gongkai.publishing.topic_workflow import TOPICS

# What an editor says of a topic; its address stays once it is public.
TOPIC_FACTS = ("title", "slug", "summary", "from_on", "until_on", "on_home", "order")


def picture_name(topic: "Topic", name: str) -> str:
    """Return a random place for the picture of a topic."""
    return f"topics/{uuid4().hex}{PurePosixPath(name).suffix.lower()}"


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics by body and by whether the public sees them."""

    def of(self, body: Body) -> Self:
        """Topics of one body."""
        return self.filter(body=body)

    def originals(self) -> Self:
        """Topics without the drafts of their changes."""
        return self.filter(amends=None)

    def submitted(self) -> Self:
        """What waits for a second person: new topics, and changes of public ones."""
        return self.filter(state=Topic.State.SUBMITTED)

    def public(self, today: date) -> Self:
        """Topics that the public may open, those that are over among them."""
        return self.filter(state=Topic.State.PUBLISHED, from_on__lte=today)

    def running(self, today: date) -> Self:
        """Public topics that are not over."""
        return self.public(today).filter(Q(until_on=None) | Q(until_on__gte=today))

    def over(self, today: date) -> Self:
        """Public topics that are over, and stay to be read."""
        return self.public(today).filter(until_on__lt=today)


class Topic(models.Model):
    """A topic of a body's portal (专题): title, summary, picture, sections in order, from when until when."""

    State = TopicState

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField("名称", max_length=60)
    slug = models.SlugField(
        "网址", max_length=60, help_text="用小写字母、数字和连字符，例如 job-season，发布后不能改"
    )
    summary = models.TextField("简介", max_length=400, blank=True)
    picture = models.FileField("题图", upload_to=picture_name, max_length=200, blank=True)
    picture_type = models.CharField(max_length=40, blank=True)  # found in the content, not believed
    from_on = models.DateField("上线日期")
    until_on = models.DateField(
        "结束日期", null=True, blank=True, help_text="过后移到“往期专题”，网页保留；不填为长期"
    )
    on_home = models.BooleanField("在首页展示", default=True)
    order = models.PositiveSmallIntegerField("排序", default=0, help_text="数字小的在前")
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    published_on = models.DateField("发布日期", null=True, blank=True)
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    taken_down_reason = models.CharField("撤下原因", max_length=200, blank=True)
    by = models.ForeignKey(User, verbose_name="编辑人", null=True, on_delete=models.PROTECT, related_name="+")
    amends = models.OneToOneField(
        "self",
        verbose_name="变更的专题",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="change",
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专题"
        ordering = ["order", "-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "slug"], condition=Q(amends=None), name="topic_slug_in_body"
            ),
            models.CheckConstraint(
                condition=Q(amends=None) | Q(state__in=["draft", "submitted"]), name="topic_change_not_public"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="topic_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_down") | ~Q(taken_down_reason=""), name="topic_gone_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_over(self, today: date) -> bool:
        """Whether its time has passed."""
        return self.until_on is not None and self.until_on < today

    @property
    def is_public(self) -> bool:
        """Whether it was published and not taken down."""
        return self.state == self.State.PUBLISHED

    @property
    def is_draft(self) -> bool:
        """Whether its content may be changed now."""
        return self.state == self.State.DRAFT

    @property
    def is_gone(self) -> bool:
        """Whether it was taken off the portal."""
        return self.state == self.State.TAKEN_DOWN

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for a second person."""
        return self.state == self.State.SUBMITTED


class TopicSection(models.Model):
    """A section of a topic (专题栏): items chosen one by one, or those that a rule finds."""

    class Rule(models.TextChoices):
        """How its items are found."""

        CHOSEN = "chosen", "逐条选定"
        COLUMN = "column", "某个栏目的最新信息"
        KEYWORD = "keyword", "含有某个主题词的信息"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField("栏名", max_length=40)
    rule = models.CharField("内容", max_length=10, choices=Rule, default=Rule.CHOSEN)
    column = models.ForeignKey(
        Column, verbose_name="栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keyword = models.CharField("主题词", max_length=40, blank=True)
    most = models.PositiveSmallIntegerField(
        "最多列出", default=10, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "专题的栏"
        ordering = ["topic", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="column") | Q(column__isnull=False), name="section_rule_has_column"
            ),
            models.CheckConstraint(
                condition=~Q(rule="keyword") | ~Q(keyword=""), name="section_rule_has_keyword"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> str:
        """The rule in words."""
        if self.rule == self.Rule.COLUMN:
            return f"栏目“{self.column}”最新的 {self.most} 条"
        if self.rule == self.Rule.KEYWORD:
            return f"主题词或者名称含有“{self.keyword}”的最新 {self.most} 条"
        return "逐条选定"


class TopicEntry(models.Model):
    """An item chosen for a section, in its place."""

    section = models.ForeignKey(TopicSection, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="topic_entries")
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "专题选定的信息"
        ordering = ["section", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["section", "item"], name="item_once_in_section")]

    def __str__(self) -> str:
        return f"{self.section_id} {self.item_id}"


class TopicEvent(models.Model):
    """A step taken on a topic (办理记录); only ever added."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="events")
    step = models.CharField("步骤", max_length=20)
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "专题办理记录"
        ordering = ["topic", "pk"]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.step} {self.on}"

    @property
    def step_label(self) -> str:
        """The Chinese name of the step."""
        return TOPICS.step(self.step).label
