"""Drafts of replies, and the searches that a reply rests on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0004_feedback_and_payment_proof"),
    ]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="searches",
            field=models.JSONField(blank=True, default=list, verbose_name="检索记录"),
        ),
        migrations.CreateModel(
            name="ReplyDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField(verbose_name="内容")),
                ("kept_on", models.DateField(verbose_name="保存日期")),
                ("kept_at", models.DateTimeField(auto_now_add=True, verbose_name="保存时间")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="送审或者放弃日期")),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存人",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复草稿",
                "verbose_name_plural": "答复草稿",
                "ordering": ["pk"],
            },
        ),
    ]
