import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("bodies", "0004_setting_changes"),
        ("search", "0003_words_of_titles"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("text", models.CharField(max_length=50, verbose_name="检索词")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="次数")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="search_misses",
                        to="bodies.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "没有结果的检索",
                "verbose_name_plural": "没有结果的检索",
                "constraints": [
                    models.UniqueConstraint(fields=("body", "on", "text"), name="search_miss_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BodySynonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=20, verbose_name="词")),
                ("key", models.CharField(max_length=40)),
                ("others", models.JSONField(default=list, verbose_name="其他说法")),
                ("added_on", models.DateField(verbose_name="添加日期")),
                ("added_at", models.DateTimeField(verbose_name="添加时间")),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="移除日期")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="添加人",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="synonyms", to="bodies.body"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="移除人",
                    ),
                ),
            ],
            options={
                "verbose_name": "本机关同义词",
                "verbose_name_plural": "本机关同义词",
                "ordering": ["word", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on", None)),
                        fields=("body", "key"),
                        name="body_synonym_once",
                    )
                ],
            },
        ),
    ]
