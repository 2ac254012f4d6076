"""The index table of the PostgreSQL engine; empty with the embedded engine."""

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
    words = Lexemes()  # title words weigh A, others D; numbers are single words behind a #
    pairs = Lexemes()  # pairs of neighbouring letters: where a phrase can be
    letters = models.TextField()  # single letters between spaces: where a phrase is
    body_id = models.BigIntegerField()
    column_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    validity = models.CharField(max_length=20, blank=True)
    published_on = models.DateField()
    ceased_on = models.DateField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "检索文档"
        indexes = [models.Index(fields=["-published_on", "-item_id"], name="search_newest")]

    def __str__(self) -> str:
        return str(self.pk)
