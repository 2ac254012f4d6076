"""Who looked at an applicant's identity."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_seal_parties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="查看时间")),
                ("fields", models.JSONField(blank=True, default=list, verbose_name="查看的内容")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查看人",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="casework.requestfile",
                        verbose_name="打开的文件",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "身份信息查看记录",
                "verbose_name_plural": "身份信息查看记录",
                "ordering": ["-pk"],
            },
        ),
    ]
