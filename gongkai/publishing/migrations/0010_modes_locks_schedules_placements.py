import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('publishing', '0009_standard_catalogue'),
    ]

    operations = [
        migrations.AddField(
            model_name='informationitem',
            name='mode_review_on',
            field=models.DateField(blank=True, null=True, verbose_name='下次评估日期'),
        ),
        migrations.AddIndex(
            model_name='informationitem',
            index=models.Index(condition=models.Q(('disclosure_mode', 'public'), _negated=True), fields=['body', 'mode_review_on'], name='item_mode_review'),
        ),
        migrations.CreateModel(
            name='EditLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='开始时间')),
                ('heard_at', models.DateTimeField(verbose_name='最近一次动静')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='接手说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑人')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='edit_lock', to='publishing.informationitem')),
            ],
            options={
                'verbose_name': '编辑锁',
                'verbose_name_plural': '编辑锁',
                'ordering': ['item'],
            },
        ),
        migrations.AddField(
            model_name='informationitem',
            name='scheduled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='定时人'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='scheduled_on',
            field=models.DateField(blank=True, null=True, verbose_name='定时发布日期'),
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='publishing.column', verbose_name='栏目')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='publishing.informationitem')),
            ],
            options={
                'verbose_name': '同时列入的栏目',
                'verbose_name_plural': '同时列入的栏目',
                'ordering': ['item', 'column'],
                'constraints': [models.UniqueConstraint(fields=('item', 'column'), name='item_listed_once_in_column')],
            },
        ),
    ]
