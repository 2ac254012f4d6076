"""检索词: the few words by which a request is found again when something like it is asked for."""

from collections.abc import Collection
from typing import Self

from django.db import connections, models

from gongkai.bodies.models import Body
from gongkai.casework.models.request import DisclosureRequest


class RequestTermQuerySet(models.QuerySet["RequestTerm"]):
    """Words of requests."""

    def of_requests(self, requests: Collection[int]) -> Self:
        """Words of some requests."""
        return self.filter(request__in=requests)

    def newest_requests(
        self, body: Body, terms: Collection[str], *, before: int, each: int
    ) -> list[tuple[str, int]]:
        """
        Return for each word the newest requests of a body with it, at most `each`, as pairs of word and key.

        One query that reads at most `each` entries of the index per word, however many requests there are.

        :param before: only requests entered before the one with this key
        """
        if not terms:
            return []
        table = connections[self.db].ops.quote_name(self.model._meta.db_table)
        one = (
            f"SELECT * FROM (SELECT term, request_id FROM {table} WHERE body_id = %s AND term = %s"  # noqa: S608
            " AND request_id < %s ORDER BY request_id DESC LIMIT %s) AS newest"
        )
        values = [value for term in sorted(terms) for value in (body.pk, term, before, each)]
        with connections[self.db].cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(terms)), values)
            return [(str(term), int(request)) for term, request in cursor.fetchall()]


class RequestTerm(models.Model):
    """One word, document number or whole matter of one request; made anew when its wording is corrected."""

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.CASCADE, related_name="terms"
    )
    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.CASCADE, related_name="+")
    term = models.CharField("检索词", max_length=60)

    objects = RequestTermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申请检索词"
        indexes = [models.Index(fields=["body", "term", "-request"], name="request_by_term")]
        constraints = [models.UniqueConstraint(fields=["request", "term"], name="term_once_in_request")]

    def __str__(self) -> str:
        return self.term
