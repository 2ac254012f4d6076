"""权衡记录: the third party's interest weighed against the public's, before disclosing over an objection."""

from django.db import models

from gongkai.bodies.models import User
from gongkai.casework.models.consultation import Consultation


class Weighing(models.Model):
    """Why information is disclosed over a third party's objection, or why not (条例第十五条、第三十二条)."""

    class Conclusion(models.TextChoices):
        """What follows from it."""

        WITHHOLD = "withhold", "第三方理由成立，不予公开"
        PARTLY = "partly", "区分处理，公开其余部分"
        DISCLOSE = "disclose", "不公开会对公共利益造成重大影响，予以公开"

    consultation = models.OneToOneField(
        Consultation, verbose_name="征求意见", on_delete=models.PROTECT, related_name="weighing"
    )
    third_party_interest = models.TextField("公开对第三方合法权益的损害")
    public_interest = models.TextField("不公开对公共利益的影响")
    conclusion = models.CharField("结论", max_length=20, choices=Conclusion)
    by = models.ForeignKey(User, verbose_name="权衡人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "权衡记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.consultation} {self.get_conclusion_display()}"
