"""When private data were purged; who asks together; more of an agent."""

import django.db.models.deletion
from django.db import migrations, models

import gongkai.common.matching
import gongkai.common.sealed

REQUEST = ("request_id",)
PLACE = ("request_id", "position")
NAME = gongkai.common.matching.Sameness["NAME"]
NUMBER = gongkai.common.matching.Sameness["NUMBER"]


def sealed(verbose_name, row, max_length, blank=True, **facts):
    return gongkai.common.sealed.SealedTextField(
        blank=blank, bound_to=row, max_length=max_length, verbose_name=verbose_name, **facts
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_reasons_and_extension_requests")]

    operations = [
        migrations.AddField(
            "applicant", "agent_id_number", sealed("代理人证件号码", REQUEST, 40, default="")
        ),
        migrations.AddField("applicant", "agent_phone", sealed("代理人联系电话", REQUEST, 40, default="")),
        migrations.AddField(
            "applicant", "purged_on", models.DateField(blank=True, null=True, verbose_name="身份信息清除日期")
        ),
        migrations.AddField(
            "requestfile", "purged_on", models.DateField(blank=True, null=True, verbose_name="清除日期")
        ),
        migrations.RemoveConstraint("applicant", "applicant_can_be_reached"),
        migrations.AddConstraint(
            "applicant",
            models.CheckConstraint(
                condition=~models.Q(phone="", email="", address="") | models.Q(purged_on__isnull=False),
                name="applicant_can_be_reached",
            ),
        ),
        migrations.CreateModel(
            name="CoApplicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("name", sealed("姓名或者名称", PLACE, 100, blank=False)),
                ("id_number", sealed("证件号码", PLACE, 40)),
                ("phone", sealed("联系电话", PLACE, 40)),
                ("address", sealed("通信地址", PLACE, 200)),
                ("is_representative", models.BooleanField(default=False, verbose_name="代表人")),
                ("name_match", gongkai.common.sealed.MatchField(by=NAME, of="name")),
                ("id_match", gongkai.common.sealed.MatchField(by=NUMBER, of="id_number")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_applicants",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
            ],
            options={
                "verbose_name": "共同申请人",
                "verbose_name_plural": "共同申请人",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "position"), name="co_applicant_by_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_representative", True)),
                        fields=("request",),
                        name="one_representative",
                    ),
                ],
            },
        ),
    ]
