"""Documents that prove a record wrong (条例第四十一条)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.casework.models.record
import gongkai.common.sealed
import gongkai.common.sealed_files


class Migration(migrations.Migration):
    dependencies = [("casework", "0023_review_choices")]

    operations = [
        migrations.CreateModel(
            name="RecordEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=300,
                        storage=gongkai.common.sealed_files.sealed_storage,
                        upload_to=gongkai.casework.models.record.evidence_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "name",
                    gongkai.common.sealed.SealedTextField(
                        bound_to=("record_id", "sha256"), max_length=200, verbose_name="文件名"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="casework.recordcorrection",
                        verbose_name="信息更正申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正证据",
                "verbose_name_plural": "更正证据",
                "ordering": ["pk"],
            },
        ),
    ]
