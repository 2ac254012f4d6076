"""What was set otherwise for a body, by whom and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0003_online_review")]

    operations = [
        migrations.CreateModel(
            name="SettingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("what", models.CharField(max_length=120, verbose_name="设置")),
                ("changes", models.JSONField(default=list, verbose_name="变更内容")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="修改时间")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="setting_changes",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
                    ),
                ),
            ],
            options={
                "verbose_name": "设置变更记录",
                "verbose_name_plural": "设置变更记录",
                "ordering": ["-pk"],
            },
        ),
    ]
