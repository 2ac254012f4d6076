from django.db import migrations, models

NAMES = ("request_by_receipt", "request_by_conclusion", "request_counted", "request_outcomes")


class Migration(migrations.Migration):
    dependencies = [("casework", "0030_counted_by_applicant")]

    operations = [
        *(migrations.RemoveIndex(model_name="disclosurerequest", name=name) for name in NAMES),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "received_on", "applicant_kind", "id", "is_counted", "concluded_on"],
                name="request_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=[
                    *("body", "concluded_on", "applicant_kind", "outcome"),
                    *("id", "is_counted", "received_on"),
                ],
                name="request_by_conclusion",
            ),
        ),
    ]
