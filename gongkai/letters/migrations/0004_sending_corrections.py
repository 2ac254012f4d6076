"""Corrections of how a letter went out or arrived."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.common.sealed


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("letters", "0003_letters_ahead"),
    ]

    operations = [
        migrations.CreateModel(
            name="SendingCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="更正的事项")),
                (
                    "old",
                    gongkai.common.sealed.SealedTextField(
                        blank=True, bound_to=("letter_id",), max_length=200, verbose_name="原来的内容"
                    ),
                ),
                (
                    "new",
                    gongkai.common.sealed.SealedTextField(
                        blank=True, bound_to=("letter_id",), max_length=200, verbose_name="更正后的内容"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="更正理由")),
                ("on", models.DateField(verbose_name="更正日期")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正人",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="letters.letter",
                        verbose_name="文书",
                    ),
                ),
            ],
            options={
                "verbose_name": "发出和送达的更正",
                "verbose_name_plural": "发出和送达的更正",
                "ordering": ["pk"],
            },
        ),
    ]
