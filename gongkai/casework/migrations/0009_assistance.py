from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0008_withholding_and_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='disclosurerequest',
            name='assistance',
            field=models.JSONField(blank=True, default=list, verbose_name='需要的帮助'),
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='proposes_release',
            field=models.BooleanField(default=False, verbose_name='建议主动公开'),
        ),
    ]
