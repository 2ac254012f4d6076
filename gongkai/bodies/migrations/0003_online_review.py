import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0002_calendar_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="online_review",
            field=models.CharField(
                blank=True,
                max_length=200,
                validators=[django.core.validators.URLValidator(["https", "http"])],
                verbose_name="网上申请行政复议的地址",
            ),
        ),
    ]
