"""The index table of the PostgreSQL engine; the words of the titles; what was not found; own synonyms."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Q, Sum

from gongkai.bodies.models import Body, User


class Lexemes(models.Field[str, str]):
    """Words with their places and weights, as PostgreSQL keeps them (tsvector); plain text elsewhere."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type of the column."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def deconstruct(self) -> Any:
        """Return how a migration writes the field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "gongkai.search.models.Lexemes", args, kwargs


class Keys(models.Field[list[int] | None, list[int] | None]):
    """Keys of rows, as PostgreSQL keeps several (bigint[]); plain text elsewhere, where nothing is kept."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type of the column."""
        return "bigint[]" if connection.vendor == "postgresql" else "text"

    def deconstruct(self) -> Any:
        """Return how a migration writes the field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "gongkai.search.models.Keys", args, kwargs


class SearchGroup(models.Model):
    """
    What items have in common by which an answer is narrowed and counted; a row for each difference.

    There are some hundreds: what matches is counted by one number instead of by everything it stands for.
    """

    key = models.BigIntegerField(primary_key=True)  # a digest of all the rest
    body_id = models.BigIntegerField()
    column_id = models.BigIntegerField()
    further = Keys(null=True)  # columns that list it besides its own
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=60, blank=True)
    validity = models.CharField(max_length=20, blank=True)
    ceased_on = models.DateField(null=True)
    holds_until = models.DateField()  # the first day on which it no longer holds

    class Meta:
        verbose_name = verbose_name_plural = "检索分组"

    def __str__(self) -> str:
        return str(self.pk)


class SearchDocument(models.Model):
    """A live item as it is searched for; its GIN indexes are made by the migration, on PostgreSQL alone."""

    item_id = models.BigIntegerField(primary_key=True)
    group_key = models.BigIntegerField()  # before all that is wide: what matches is counted by it
    published_on = models.DateField()
    form = models.CharField(max_length=20)  # of the index, with the digest of the word list
    keys = Lexemes()  # all by which it is found, see `lexemes`; never opened but to walk along the days
    words = Lexemes()  # what it is ranked by: title words weigh A, others D
    letters = models.TextField()  # single letters between spaces: where a phrase is

    class Meta:
        verbose_name = verbose_name_plural = "检索文档"
        indexes = [models.Index(fields=["-published_on", "-item_id"], name="search_newest")]

    def __str__(self) -> str:
        return str(self.pk)


class TitleWords(models.Model):
    """The words of the title of a live item as they were counted, to be taken back when it changes."""

    item_id = models.BigIntegerField(primary_key=True)
    body_id = models.BigIntegerField()
    words = models.TextField()  # spaces between

    class Meta:
        verbose_name = verbose_name_plural = "标题用词"

    def __str__(self) -> str:
        return self.words


class TitleWord(models.Model):
    """A word that stands in titles of live items of a body, how it sounds, and in how many it stands."""

    body_id = models.BigIntegerField()
    text = models.CharField("词", max_length=40)
    backwards = models.CharField(max_length=40)  # to find it by its end
    sound = models.CharField(max_length=120)  # pinyin without tones and spaces
    alike = models.CharField(max_length=120)  # the same for what sounds much alike
    initials = models.CharField(max_length=40)
    items = models.IntegerField("标题数")

    class Meta:
        verbose_name = verbose_name_plural = "标题词汇"
        constraints = [models.UniqueConstraint(fields=["body_id", "text"], name="title_word_once")]
        indexes = [
            models.Index(fields=[name], name=f"title_word_{name}")
            for name in ("text", "backwards", "sound", "alike", "initials")
        ]

    def __str__(self) -> str:
        return self.text


class SearchMissQuerySet(models.QuerySet["SearchMiss"]):
    """Searches without result by body and days."""

    def of(self, body: Body) -> Self:
        """Those on the portal of one body."""
        return self.filter(body=body)

    def between(self, since: date, until: date) -> Self:
        """Those of some days, both included."""
        return self.filter(on__range=(since, until))

    def by_text(self) -> Any:
        """Return for each text how often it was searched for and when last, the most frequent first."""
        rows = self.values("text").annotate(times=Sum("count"), last_on=Max("on"))
        return rows.order_by("-times", "-last_on", "text")


class SearchMiss(models.Model):
    """What was searched for on one day and not found, and how often; nothing of who searched."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="search_misses")
    on = models.DateField("日期")
    text = models.CharField("检索词", max_length=50)
    count = models.PositiveIntegerField("次数", default=1)

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "没有结果的检索"
        constraints = [models.UniqueConstraint(fields=["body", "on", "text"], name="search_miss_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.text}"


class BodySynonymQuerySet(models.QuerySet["BodySynonym"]):
    """A body's own synonyms."""

    def of(self, body: Body) -> Self:
        """Those of one body."""
        return self.filter(body=body)

    def in_use(self) -> Self:
        """Those that are looked for now."""
        return self.filter(removed_on=None)

    def as_pairs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the folded words with the other ways to say them."""
        return tuple((word, tuple(others)) for word, others in self.values_list("key", "others"))


class BodySynonym(models.Model):
    """A word that people of this place say, and how documents say it; taken out, the row stays."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="synonyms")
    word = models.CharField("词", max_length=20)
    key = models.CharField(max_length=40)  # the word folded
    others = models.JSONField("其他说法", default=list)
    added_by = models.ForeignKey(User, verbose_name="添加人", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField("添加日期")
    added_at = models.DateTimeField("添加时间")
    removed_by = models.ForeignKey(
        User, verbose_name="移除人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_on = models.DateField("移除日期", null=True, blank=True)

    objects = BodySynonymQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "本机关同义词"
        ordering = ["word", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "key"], condition=Q(removed_on=None), name="body_synonym_once"
            )
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def others_text(self) -> str:
        """The other ways to say it, in a row."""
        return "、".join(self.others)
