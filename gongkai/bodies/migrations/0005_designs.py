"""Looks of the portal with their history, and days of mourning; the one colour a body had becomes a look."""

import django.core.validators
import django.db.models.deletion
import gongkai.bodies.models.design
from django.conf import settings
from django.db import migrations, models
from django.utils.timezone import now


def keep_colours(apps, schema_editor):
    Body, Design = apps.get_model("bodies", "Body"), apps.get_model("bodies", "Design")
    for body in Body.objects.exclude(colour=""):
        Design.objects.create(body=body, colour=body.colour, adopted_at=now())


COLOUR = django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$", "请填写 #RRGGBB 形式的颜色")


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def user(name):
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=name,
    )


def body(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="bodies.body",
        verbose_name="机关",
    )


class Migration(migrations.Migration):
    dependencies = [("bodies", "0004_setting_changes")]

    operations = [
        migrations.CreateModel(
            name="Design",
            fields=[
                ("id", key()),
                ("site_name", models.CharField(blank=True, max_length=100, verbose_name="网站名称")),
                ("colour", models.CharField(blank=True, max_length=7, validators=[COLOUR], verbose_name="主色")),
                ("accent", models.CharField(blank=True, max_length=7, validators=[COLOUR], verbose_name="强调色")),
                (
                    "titles",
                    models.CharField(
                        choices=[("song", "宋体（庄重，缺省）"), ("hei", "黑体（醒目）")],
                        default="song",
                        max_length=10,
                        verbose_name="标题字体",
                    ),
                ),
                (
                    "emblem",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=gongkai.bodies.models.design.emblem_name,
                        verbose_name="徽标",
                    ),
                ),
                ("emblem_type", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="拟定时间")),
                ("adopted_at", models.DateTimeField(null=True, verbose_name="采用时间")),
                ("adopted_by", user("采用人")),
                ("body", body("designs")),
                ("by", user("拟定人")),
            ],
            options={
                "verbose_name": "门户外观",
                "verbose_name_plural": "门户外观",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["body", "-adopted_at"], name="design_of_body")],
            },
        ),
        migrations.CreateModel(
            name="MourningPeriod",
            fields=[
                ("id", key()),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(verbose_name="至")),
                ("reason", models.CharField(max_length=200, verbose_name="依据")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="设置时间")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="取消时间")),
                ("body", body("mourning_periods")),
                ("by", user("设置人")),
                ("cancelled_by", user("取消人")),
            ],
            options={
                "verbose_name": "哀悼日",
                "verbose_name_plural": "哀悼日",
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))), name="mourning_ends_after_start"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_colours, migrations.RunPython.noop),
        migrations.RemoveField(model_name="body", name="colour"),
    ]
