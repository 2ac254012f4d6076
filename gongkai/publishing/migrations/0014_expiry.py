"""Until which day a notice is public."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0013_links_and_transfers'),
    ]

    operations = [
        migrations.AddField(
            model_name='informationitem',
            name='expires_on',
            field=models.DateField(blank=True, null=True, verbose_name='公示期最后一天'),
        ),
    ]
