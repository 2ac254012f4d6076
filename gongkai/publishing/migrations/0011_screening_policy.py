"""What a body settles for the check before publication, and which kind of public notice a column is for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the settings, and the kind of public notice of a column."""

    dependencies = [
        ("bodies", "0001_first_tables"),
        ("publishing", "0010_modes_locks_schedules_placements"),
    ]

    operations = [
        migrations.AddField(
            "column",
            "notice",
            models.CharField(
                "公示类别",
                max_length=20,
                blank=True,
                default="",
                help_text="发布前检查按这一类的口径；留空则按标题判断",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="ScreeningPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phones",
                    models.TextField(
                        "本机关的电话", blank=True, help_text="每行一个；窗口、值班、监督举报电话等"
                    ),
                ),
                (
                    "addresses",
                    models.TextField("本机关的地址", blank=True, help_text="每行一个；办公地址、办理地点等"),
                ),
                (
                    "domains",
                    models.TextField(
                        "本机关的域名",
                        blank=True,
                        help_text="每行一个，如 rsj.example.gov.cn；.gov.cn 的邮箱不用填写",
                    ),
                ),
                (
                    "id_mask",
                    models.CharField(
                        "身份证号遮盖方式",
                        max_length=20,
                        choices=[
                            ("none", "全部遮盖"),
                            ("first_6", "只留前6位"),
                            ("first_6_last_4", "留前6位和后4位"),
                            ("first_3_last_4", "留前3位和后4位"),
                            ("first_2_last_3", "留前2位和后3位"),
                        ],
                        default="first_6_last_4",
                        help_text="全国没有统一格式；公示类别另有规定的按类别。任何方式都不同时露出出生日期和顺序码",
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening_policy",
                        to="bodies.body",
                    ),
                ),
            ],
            options={"verbose_name": "发布前检查设置", "verbose_name_plural": "发布前检查设置"},
        ),
    ]
