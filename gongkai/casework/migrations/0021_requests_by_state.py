from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0020_late_correction_notices")]

    operations = [
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body", "state", "due_on"],
                condition=~models.Q(state="closed") & ~models.Q(state="archived"),
                name="request_moving",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(fields=["body", "received_on", "is_counted"], name="request_counted"),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["phone_match"], name="applicant_by_phone"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["served_on"], name="reply_by_service"),
        ),
    ]
