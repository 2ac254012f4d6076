import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_calendar_years'),
        ('publishing', '0002_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=300, verbose_name='原网址')),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_addresses', to='publishing.attachment')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='old_addresses', to='publishing.informationitem')),
            ],
            options={
                'verbose_name': '原网址',
                'verbose_name_plural': '原网址',
                'ordering': ['body', 'address'],
                'constraints': [models.UniqueConstraint(fields=('body', 'address'), name='one_old_address')],
            },
        ),
    ]
