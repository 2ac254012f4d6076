"""Notes with mentions, the unit's own date, and what each person has looked at."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import CASCADE, PROTECT, Q

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
USER = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0002_calendar_years"),
        ("casework", "0006_seal_applicants"),
        migrations.swappable_dependency(USER),
    ]

    operations = [
        migrations.AddField(
            model_name="disclosurerequest",
            name="unit_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="科室办理期限"),
        ),
        migrations.AddIndex(
            model_name="requestevent", index=models.Index(fields=["at"], name="event_by_time")
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", KEY),
                ("text", models.TextField(verbose_name="内容")),
                ("on", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="记录时间")),
                (
                    "by",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER, verbose_name="记录人"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="notes",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
            ],
            options={"verbose_name": "内部备注", "verbose_name_plural": "内部备注", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", KEY),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="阅读日期")),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="mentions",
                        to="casework.casenote",
                        verbose_name="备注",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="mentions", to=USER, verbose_name="被提醒人"
                    ),
                ),
            ],
            options={
                "verbose_name": "备注提醒",
                "verbose_name_plural": "备注提醒",
                "indexes": [models.Index(condition=Q(read_on=None), fields=["user"], name="mention_unread")],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "user"), name="one_mention_per_note")
                ],
            },
        ),
        migrations.CreateModel(
            name="InboxLook",
            fields=[
                ("id", KEY),
                ("at", models.DateTimeField(verbose_name="上次查看时间")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="+", to="bodies.body", verbose_name="机关"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="inbox_looks", to=USER, verbose_name="用户"
                    ),
                ),
            ],
            options={
                "verbose_name": "收件箱查看记录",
                "verbose_name_plural": "收件箱查看记录",
                "constraints": [models.UniqueConstraint(fields=("user", "body"), name="one_inbox_look")],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", KEY),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_on", models.DateField(verbose_name="生成日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=CASCADE, related_name="+", to="bodies.body", verbose_name="机关"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=CASCADE, related_name="calendar_feed", to=USER, verbose_name="用户"
                    ),
                ),
            ],
            options={"verbose_name": "日历订阅", "verbose_name_plural": "日历订阅"},
        ),
    ]
