"""Files of items taken in through the office, and their rows (批量迁入)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.publishing.models.imports


class Migration(migrations.Migration):
    """Add the tables."""

    dependencies = [
        ("bodies", "0006_work_addresses"),
        ("publishing", "0018_words_for_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "正在检查"),
                            ("ready", "待确认"),
                            ("refused", "不能迁入"),
                            ("running", "正在迁入"),
                            ("done", "已迁入"),
                            ("undoing", "正在撤销"),
                            ("undone", "已撤销"),
                            ("dropped", "已放弃"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=gongkai.publishing.models.imports.import_name,
                        verbose_name="文件",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("counts", models.JSONField(default=dict, verbose_name="数量")),
                ("sample", models.JSONField(default=list, verbose_name="前几行")),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="没有办完的原因")),
                ("on", models.DateField(verbose_name="日期")),
                ("moved_at", models.DateTimeField(auto_now=True, verbose_name="最近进展")),
                ("undone_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bodies.body"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量迁入",
                "verbose_name_plural": "批量迁入",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(verbose_name="行")),
                ("source_id", models.CharField(blank=True, max_length=100, verbose_name="原系统编号")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="名称")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("published", "已公开"), ("held", "作为草稿"), ("fault", "有误")],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("why", models.TextField(blank=True, verbose_name="说明")),
                (
                    "undo",
                    models.CharField(
                        blank=True,
                        choices=[("withdrawn", "已撤回"), ("deleted", "草稿已删除"), ("kept", "没有撤销")],
                        max_length=10,
                        verbose_name="撤销结果",
                    ),
                ),
                ("undo_why", models.CharField(blank=True, max_length=300, verbose_name="没有撤销的原因")),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="publishing.informationitem",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="publishing.itemimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量迁入的行",
                "verbose_name_plural": "批量迁入的行",
                "ordering": ["batch", "row"],
                "constraints": [models.UniqueConstraint(fields=("batch", "row"), name="row_once_in_import")],
            },
        ),
    ]
