import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.bundles.models
import gongkai.common.sealed_files

SEALED = gongkai.common.sealed_files.SealedStorage()


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0016_released_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("archive", "归档"), ("court", "提交法院、复议机关")],
                        max_length=20,
                        verbose_name="用途",
                    ),
                ),
                ("masked", models.BooleanField(default=False, verbose_name="隐去身份信息")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待制作"),
                            ("making", "正在制作"),
                            ("ready", "已完成"),
                            ("failed", "未能完成"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="进度",
                    ),
                ),
                ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已处理的材料")),
                ("total", models.PositiveSmallIntegerField(default=0, verbose_name="材料总数")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="页数")),
                ("left_out", models.PositiveSmallIntegerField(default=0, verbose_name="未并入的材料")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="指纹")),
                (
                    "pdf",
                    models.FileField(
                        blank=True,
                        max_length=300,
                        storage=SEALED,
                        upload_to=gongkai.bundles.models.private_path,
                    ),
                ),
                (
                    "zip",
                    models.FileField(
                        blank=True,
                        max_length=300,
                        storage=SEALED,
                        upload_to=gongkai.bundles.models.private_path,
                    ),
                ),
                ("made_on", models.DateField(verbose_name="制作日期")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制作人",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundles",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷",
                "verbose_name_plural": "案卷",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["made_on"], name="bundle_by_day")],
            },
        ),
    ]
