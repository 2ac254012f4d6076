"""Letters ahead of their step and from outside; a reply waits for its sealed original."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.common.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0003_online_review"),
        ("letters", "0002_seal_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "needs_scan",
                    models.BooleanField(
                        default=True,
                        help_text="条例没有规定；默认须添加，案卷中留有实际发出的文书。",
                        verbose_name="答复发出以前须添加签名盖章的原件",
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_policy",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={"verbose_name": "文书规程", "verbose_name_plural": "文书规程"},
        ),
        migrations.RemoveConstraint(model_name="letter", name="letter_fixed_iff_signed"),
        migrations.AddField(
            model_name="letter",
            name="facts",
            field=gongkai.common.sealed.SealedTextField(
                blank=True, bound_to=("request_id",), default="", verbose_name="办理内容"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="letter",
            name="outside",
            field=models.BooleanField(default=False, verbose_name="在系统外制作"),
        ),
        migrations.AddField(
            model_name="letter",
            name="step",
            field=models.CharField(
                blank=True, default="", max_length=40, verbose_name="发出即办理的步骤"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="service",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "void"]),
                    models.Q(
                        ("signed_on__isnull", False),
                        models.Q(
                            ("outside", True), models.Q(("text", ""), _negated=True), _connector="OR"
                        ),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_fixed_iff_signed",
            ),
        ),
    ]
