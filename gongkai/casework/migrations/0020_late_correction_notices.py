"""Why a correction was asked for after the seven working days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_days_for_entry")]

    operations = [
        migrations.AddField(
            "correction",
            "late_reason",
            models.TextField("逾期告知的理由", blank=True, default=""),
            preserve_default=False,
        ),
    ]
