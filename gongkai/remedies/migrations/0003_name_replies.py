from django.db import migrations


def name_replies(apps, schema_editor):
    """Say of each case what it is about: the last reply issued before, silence, or another end."""
    for remedy in apps.get_model("remedies", "Remedy").objects.select_related("request"):
        issued = remedy.request.replies.filter(stage="issued", issued_on__lte=remedy.accepted_on)
        remedy.reply = issued.order_by("issued_on", "pk").last()
        unanswered = remedy.request.concluded_on is None
        remedy.about = "reply" if remedy.reply else "silence" if unanswered else "other"
        remedy.save(update_fields=["reply", "about"])


class Migration(migrations.Migration):
    dependencies = [
        ("remedies", "0002_defence"),
    ]

    operations = [
        migrations.RunPython(name_replies, migrations.RunPython.noop),
    ]
