"""Cases that are kept for named people (限定人员查看)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0021_requests_by_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="disclosurerequest",
            name="is_restricted",
            field=models.BooleanField(default=False, verbose_name="限定人员查看"),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="readers",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="限定查看的人员"
            ),
        ),
    ]
