import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [("waiting", "等待发出"), ("sent", "已发出"), ("failed", "没有发出")]


class Migration(migrations.Migration):
    dependencies = [("bodies", "0006_work_addresses"), ("mail", "0002_looks_at_mails")]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=80, verbose_name="事项")),
                ("subject", models.CharField(max_length=200, verbose_name="主题")),
                ("text", models.TextField(verbose_name="正文")),
                ("message_id", models.CharField(max_length=120, unique=True, verbose_name="邮件编号")),
                (
                    "state",
                    models.CharField(choices=STATES, default="waiting", max_length=10, verbose_name="状态"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="尝试次数")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="下次尝试")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发出时间")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="提交时间")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "电子邮件提醒",
                "verbose_name_plural": "电子邮件提醒",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["state", "next_at"], name="reminder_by_next")],
                "constraints": [models.UniqueConstraint(fields=("user", "about"), name="reminded_once")],
            },
        ),
    ]
