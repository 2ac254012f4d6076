from django.db import migrations

from gongkai.common.key_lists import KeyList, KeyListField


def pack(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Copy the list of each receipt, packed."""
    receipts = apps.get_model("reports", "ReportReceipt").objects
    for receipt in receipts.iterator(chunk_size=10):
        receipts.filter(pk=receipt.pk).update(packed=KeyList(receipt.keys))


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_first_tables")]

    operations = [
        migrations.AddField(
            "reportreceipt", "packed", KeyListField("记录", default=KeyList()), preserve_default=False
        ),
        migrations.RunPython(pack, elidable=True),
        migrations.RemoveField("reportreceipt", "keys"),
        migrations.RenameField("reportreceipt", "packed", "keys"),
    ]
