from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_kinds(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Copy the kind of each applicant to the request."""
    requests = apps.get_model("casework", "DisclosureRequest").objects
    kinds = apps.get_model("casework", "Applicant").objects.filter(request=OuterRef("pk")).values("kind")
    requests.filter(applicant__isnull=False).update(applicant_kind=Subquery(kinds[:1]))


class Migration(migrations.Migration):
    dependencies = [("casework", "0029_co_applicants_found")]

    operations = [
        migrations.AddField(
            model_name="disclosurerequest",
            name="applicant_kind",
            field=models.CharField(blank=True, default="", editable=False, max_length=20, verbose_name="申请人类别"),
            preserve_default=False,
        ),
        migrations.RunPython(keep_kinds, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="disclosurerequest", name="request_by_receipt"),
        migrations.RemoveIndex(model_name="disclosurerequest", name="request_counted"),
        migrations.RemoveIndex(model_name="disclosurerequest", name="request_by_conclusion"),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "received_on", "id", "is_counted"], name="request_by_receipt"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "concluded_on", "id", "is_counted"], name="request_by_conclusion"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "applicant_kind", "received_on", "concluded_on", "is_counted"],
                name="request_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "applicant_kind", "outcome", "concluded_on", "received_on", "is_counted"],
                name="request_outcomes",
            ),
        ),
    ]
