"""Whoever signed a request with others is found by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0028_record_purge")]

    operations = [
        migrations.AddIndex(
            model_name="coapplicant",
            index=models.Index(fields=["name_match"], name="co_applicant_by_name"),
        ),
        migrations.AddIndex(
            model_name="coapplicant",
            index=models.Index(fields=["id_match"], name="co_applicant_by_id"),
        ),
    ]
