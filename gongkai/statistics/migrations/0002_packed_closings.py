from django.db import migrations

from gongkai.common.key_lists import KeyList, KeyListField


def pack(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Copy the list of each closed figure that has one, packed."""
    figures = apps.get_model("statistics", "ClosedFigure").objects
    for one in figures.filter(keys__isnull=False).iterator(chunk_size=10):
        if one.keys is not None:
            figures.filter(pk=one.pk).update(packed=KeyList(one.keys))


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_monthly_closings")]

    operations = [
        migrations.AddField("closedfigure", "packed", KeyListField("记录", null=True)),
        migrations.RunPython(pack, elidable=True),
        migrations.RemoveField("closedfigure", "keys"),
        migrations.RenameField("closedfigure", "packed", "keys"),
    ]
