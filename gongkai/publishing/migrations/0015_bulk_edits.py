"""Bulk edits: one change to many items, line by line, and its undoing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0005_designs"),
        ("publishing", "0014_expiry"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkEdit",
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
                            ("choosing", "待确认"),
                            ("running", "正在修改"),
                            ("done", "已修改"),
                            ("undoing", "正在撤销"),
                            ("undone", "已撤销"),
                        ],
                        default="choosing",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("change", models.CharField(blank=True, max_length=20, verbose_name="修改项目")),
                ("value", models.JSONField(blank=True, default=dict, verbose_name="改成")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="修改内容")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="依据或者说明")),
                ("on", models.DateField(verbose_name="日期")),
                ("undone_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulk_edits",
                        to="bodies.body",
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
                "verbose_name": "批量修改",
                "verbose_name_plural": "批量修改",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="BulkLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("changed", "已修改"), ("same", "不用改"), ("refused", "没有修改")],
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("before", models.JSONField(default=dict, verbose_name="原值")),
                ("after", models.JSONField(default=dict, verbose_name="新值")),
                (
                    "undo",
                    models.CharField(
                        blank=True,
                        choices=[("undone", "已恢复"), ("kept", "没有恢复")],
                        max_length=10,
                        verbose_name="撤销结果",
                    ),
                ),
                ("undo_why", models.CharField(blank=True, max_length=300, verbose_name="未恢复的原因")),
                (
                    "bulk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="publishing.bulkedit",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publishing.itemevent",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulk_lines",
                        to="publishing.informationitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量修改的信息",
                "verbose_name_plural": "批量修改的信息",
                "ordering": ["bulk", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="bulkedit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "choosing"), models.Q(("change", ""), _negated=True), _connector="OR"
                ),
                name="bulk_edit_says_what_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkline",
            constraint=models.UniqueConstraint(fields=("bulk", "item"), name="item_once_in_bulk_edit"),
        ),
    ]
