"""What a body may choose about its letters."""

from typing import Self

from django.db import models

from gongkai.bodies.models import Body


class LetterPolicyQuerySet(models.QuerySet["LetterPolicy"]):
    """Policies by body."""

    def of(self, body: Body) -> Self:
        """The policy of this body."""
        return self.filter(body=body)

    def for_body(self, body: Body) -> "LetterPolicy":
        """Return the body's policy; the defaults when it has chosen nothing."""
        return self.of(body).first() or LetterPolicy(body=body)


class LetterPolicy(models.Model):
    """A body's own choices about letters (文书规程); the law does not prescribe them."""

    body = models.OneToOneField(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="letter_policy"
    )
    needs_scan = models.BooleanField(
        "答复发出以前须添加签名盖章的原件",
        default=True,
        help_text="条例没有规定；默认须添加，案卷中留有实际发出的文书。",
    )

    objects = LetterPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书规程"

    def __str__(self) -> str:
        return f"{self.body} 文书规程"
