"""Seal the applicants' identity data, and mark them by keyed hashes."""

import django.core.validators
from django.db import migrations, models

import gongkai.casework.models.event
import gongkai.common.matching
import gongkai.common.sealed
import gongkai.common.sealed_files
from gongkai.common.keys import key_ring

SEALED = {
    "name": {"verbose_name": "姓名或者名称", "max_length": 100},
    "id_number": {"verbose_name": "证件号码", "max_length": 40, "blank": True},
    "org_code": {"verbose_name": "统一社会信用代码", "max_length": 18, "blank": True},
    "legal_representative": {"verbose_name": "法定代表人", "max_length": 40, "blank": True},
    "contact_name": {"verbose_name": "联系人", "max_length": 40, "blank": True},
    "phone": {"verbose_name": "联系电话", "max_length": 40, "blank": True},
    "email": {
        "verbose_name": "电子邮箱",
        "max_length": 254,
        "blank": True,
        "validators": [django.core.validators.EmailValidator()],
    },
    "address": {"verbose_name": "通信地址", "max_length": 200, "blank": True},
    "postcode": {"verbose_name": "邮政编码", "max_length": 6, "blank": True},
    "agent_name": {"verbose_name": "代理人", "max_length": 40, "blank": True},
}
MATCHED = {
    "name_match": ("name", gongkai.common.matching.Sameness["NAME"]),
    "id_match": ("id_number", gongkai.common.matching.Sameness["NUMBER"]),
    "org_match": ("org_code", gongkai.common.matching.Sameness["NUMBER"]),
    "phone_match": ("phone", gongkai.common.matching.Sameness["NUMBER"]),
}


def seal(apps, schema_editor):
    """Seal what is there; while this runs the columns are plain text."""
    rows = apps.get_model("casework", "Applicant").objects
    ring = key_ring() if rows.exists() else None
    for row in rows.iterator():
        values = {
            name: ring.seal(text, f"casework_applicant|{name}|{row.request_id}")
            for name in SEALED
            if (text := getattr(row, name))
        }
        marks = {name: by.mark(getattr(row, of)) for name, (of, by) in MATCHED.items()}
        rows.filter(pk=row.pk).update(**values, **marks)


def unseal(apps, schema_editor):
    """Open it again."""
    rows = apps.get_model("casework", "Applicant").objects
    ring = key_ring() if rows.exists() else None
    for row in rows.iterator():
        opened = {
            name: ring.open(token, f"casework_applicant|{name}|{row.request_id}")
            for name in SEALED
            if (token := getattr(row, name))
        }
        rows.filter(pk=row.pk).update(**opened)


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_reply_drafts")]

    operations = [
        migrations.RemoveIndex(model_name="applicant", name="applicant_by_name"),
        *(migrations.AlterField("applicant", name, models.TextField(blank=True)) for name in SEALED),
        *(
            migrations.AddField("applicant", name, gongkai.common.sealed.MatchField(of=of, by=by))
            for name, (of, by) in MATCHED.items()
        ),
        migrations.RunPython(seal, unseal),
        *(
            migrations.AlterField(
                "applicant",
                name,
                gongkai.common.sealed.SealedTextField(bound_to=("request_id",), **facts),
            )
            for name, facts in SEALED.items()
        ),
        migrations.AddIndex("applicant", models.Index(fields=["name_match"], name="applicant_by_name")),
        migrations.AddIndex("applicant", models.Index(fields=["id_match"], name="applicant_by_id")),
        migrations.AddIndex("applicant", models.Index(fields=["org_match"], name="applicant_by_org")),
        migrations.AlterField(
            "requestfile",
            "file",
            models.FileField(
                max_length=300,
                storage=gongkai.common.sealed_files.SealedStorage(),
                upload_to=gongkai.casework.models.event.private_path,
                verbose_name="文件",
            ),
        ),
    ]
