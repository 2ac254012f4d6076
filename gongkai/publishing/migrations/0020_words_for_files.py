"""An attachment says what it is or shows, for those who do not see it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0019_item_imports'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='description',
            field=models.CharField(blank=True, max_length=300, verbose_name='说明'),
        ),
    ]
