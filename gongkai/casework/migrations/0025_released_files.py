"""Files that everybody may fetch with a released answer (条例第四十四条)."""

import django.db.models.deletion
from django.db import migrations, models

import gongkai.casework.models.answer


class Migration(migrations.Migration):
    dependencies = [("casework", "0024_record_evidence")]

    operations = [
        migrations.CreateModel(
            name="ReleasedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        upload_to=gongkai.casework.models.answer.public_path,
                        verbose_name="文件",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("text", models.TextField(blank=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="casework.releasedanswer",
                        verbose_name="公开答复",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开答复的文件",
                "verbose_name_plural": "公开答复的文件",
                "ordering": ["answer", "pk"],
            },
        ),
    ]
