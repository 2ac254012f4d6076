"""The index table of the PostgreSQL engine, empty with the embedded engine; the words of the titles."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Lexemes(models.Field[str, str]):
    """Words with their places and weights, as PostgreSQL keeps them (tsvector); plain text elsewhere."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Return the type of the column."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def deconstruct(self) -> Any:
        """Return how a migration writes the field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "gongkai.search.models.Lexemes", args, kwargs


class SearchDocument(models.Model):
    """A live item as it is searched for; its GIN indexes are made by the migration, on PostgreSQL alone."""

    item_id = models.BigIntegerField(primary_key=True)
    form = models.CharField(max_length=20)  # of the index, with the digest of the word list
    keys = Lexemes()  # all by which it is found, see `lexemes`; never opened
    words = Lexemes()  # what it is ranked by: title words weigh A, others D
    letters = models.TextField()  # single letters between spaces: where a phrase is
    body_id = models.BigIntegerField()
    column_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=60, blank=True)
    validity = models.CharField(max_length=20, blank=True)
    published_on = models.DateField()
    ceased_on = models.DateField(null=True)
    holds_until = models.DateField()  # the first day on which it no longer holds

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
