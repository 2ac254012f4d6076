"""Seal who was consulted and the names of files; take consulted parties out of what events note."""

from django.db import migrations, models

import gongkai.common.sealed
from gongkai.common.keys import key_ring

PARTY = {"party": {"verbose_name": "被征求意见方", "max_length": 100}}
CONTACT = {"contact": {"verbose_name": "联系方式", "max_length": 200, "blank": True}}
NAME = {"name": {"verbose_name": "文件名", "max_length": 200}}
# model, row, fields
TABLES = (("consultation", ("request_id",), PARTY | CONTACT), ("requestfile", ("request_id", "sha256"), NAME))


def places(apps):
    """Yield each text that is there, with where it belongs; the columns are plain text now."""
    for model, row_of, fields in TABLES:
        rows = apps.get_model("casework", model).objects
        for row in rows.iterator():
            place = "|".join(str(getattr(row, part)) for part in row_of)
            for name in fields:
                if text := getattr(row, name):
                    yield rows.filter(pk=row.pk), name, text, f"casework_{model}|{name}|{place}"


def seal(apps, schema_editor):
    """Seal what is there, and leave only what was done in the notes of events."""
    for rows, name, text, place in places(apps):
        rows.update(**{name: key_ring().seal(text, place)})
    events = apps.get_model("casework", "RequestEvent").objects
    for event in events.filter(step__in=["record_opinion", "expire_consultation"]).exclude(note=""):
        events.filter(pk=event.pk).update(note=event.note.rpartition("：")[2])
    events.filter(step__in=["consult_third_party", "consult_peer", "tell_third_party"]).update(note="")


def unseal(apps, schema_editor):
    """Open it again."""
    for rows, name, token, place in places(apps):
        rows.update(**{name: key_ring().open(token, place)})


def altered(to_sealed):
    """Yield the change of each column to plain text without a limit, or from there to a sealed one."""
    for model, row_of, fields in TABLES:
        for name, facts in fields.items():
            sealed = gongkai.common.sealed.SealedTextField(bound_to=row_of, **facts)
            yield migrations.AlterField(model, name, sealed if to_sealed else models.TextField(blank=True))


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_assistance")]

    operations = [*altered(False), migrations.RunPython(seal, unseal), *altered(True)]
