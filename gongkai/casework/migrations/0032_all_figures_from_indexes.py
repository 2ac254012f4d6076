from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0031_counted_from_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="disclosurerequest", name="request_by_receipt"),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=[
                    *("body", "received_on", "applicant_kind", "id"),
                    *("is_counted", "concluded_on", "channel", "handling_unit"),
                ],
                name="request_by_receipt",
            ),
        ),
        migrations.RemoveIndex(model_name="disclosurerequest", name="request_by_conclusion"),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=[
                    *("body", "concluded_on", "applicant_kind", "outcome", "id"),
                    *("is_counted", "received_on", "concluded_late", "extension_days"),
                    *("outcome_flag", "handling_unit"),
                ],
                name="request_by_conclusion",
            ),
        ),
    ]
