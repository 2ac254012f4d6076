"""Lists of wrong words that a body brought in, and entries that it switched off."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

PROTECT = django.db.models.deletion.PROTECT
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Add both tables."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("bodies", "0001_first_tables"),
        ("publishing", "0011_screening_policy"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordList",
            fields=[
                ("id", KEY.clone()),
                ("title", models.CharField("词库名称", max_length=60)),
                ("version", models.CharField("版本", max_length=20)),
                ("content", models.JSONField("词条")),
                ("size", models.PositiveIntegerField("词条数")),
                ("sha256", models.CharField("摘要值", max_length=64)),
                ("at", models.DateTimeField("导入时间", auto_now_add=True)),
                ("in_force_at", models.DateTimeField("启用时间", null=True, blank=True)),
                ("ended_at", models.DateTimeField("停用时间", null=True, blank=True)),
                ("body", models.ForeignKey("bodies.body", on_delete=PROTECT, related_name="word_lists")),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        verbose_name="导入人",
                        on_delete=PROTECT,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "verbose_name": "错敏词库",
                "verbose_name_plural": "错敏词库",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["body", "title", "version"], name="word_list_version_once"
                    ),
                    models.UniqueConstraint(
                        fields=["body", "title"],
                        condition=Q(in_force_at__isnull=False, ended_at=None),
                        name="one_word_list_in_force",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwitchedOff",
            fields=[
                ("id", KEY.clone()),
                ("title", models.CharField("词库名称", max_length=60)),
                ("entry", models.CharField("词条", max_length=200)),
                ("reason", models.CharField("停用理由", max_length=200)),
                ("at", models.DateTimeField("停用时间", auto_now_add=True)),
                ("ended_at", models.DateTimeField("恢复时间", null=True, blank=True)),
                ("body", models.ForeignKey("bodies.body", on_delete=PROTECT, related_name="switched_off")),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                        on_delete=PROTECT,
                        related_name="+",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        verbose_name="恢复人",
                        null=True,
                        blank=True,
                        on_delete=PROTECT,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "verbose_name": "停用词条",
                "verbose_name_plural": "停用词条",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["body", "title", "entry"],
                        condition=Q(ended_at=None),
                        name="switched_off_once",
                    )
                ],
            },
        ),
    ]
