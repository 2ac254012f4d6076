"""满意度评价: what an applicant says about how the request was handled."""

from django.db import models
from django.db.models import Q

from gongkai.casework.models.request import DisclosureRequest


class Feedback(models.Model):
    """The one opinion of an applicant on an answered request; private, and counted in sums only."""

    class Score(models.IntegerChoices):
        """How content the applicant is, from 5 down to 1."""

        VERY_GOOD = 5, "非常满意"
        GOOD = 4, "满意"
        FAIR = 3, "基本满意"
        POOR = 2, "不满意"
        VERY_POOR = 1, "非常不满意"

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="feedback"
    )
    score = models.PositiveSmallIntegerField("满意度", choices=Score)
    words = models.TextField("意见和建议", max_length=1000, blank=True)
    given_on = models.DateField("评价日期")

    class Meta:
        verbose_name = verbose_name_plural = "满意度评价"
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="feedback_score_1_to_5")
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_score_display()}"
