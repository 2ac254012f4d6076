"""Who looked at whom a record is about (个人信息保护法第五十一条)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0025_released_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                        to="casework.recordevidence",
                        verbose_name="打开的文件",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="casework.recordcorrection",
                        verbose_name="信息更正申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正申请人信息查看记录",
                "verbose_name_plural": "更正申请人信息查看记录",
                "ordering": ["-pk"],
            },
        ),
    ]
