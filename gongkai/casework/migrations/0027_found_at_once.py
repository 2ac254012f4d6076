"""Find a reply by its number, and the few requests whose applicants propose that everybody be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0026_record_looks")]

    operations = [
        migrations.AddIndex(
            model_name="reply", index=models.Index(fields=["doc_no"], name="reply_by_number")
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(
                fields=["body"], condition=models.Q(("proposes_release", True)), name="request_proposing"
            ),
        ),
    ]
