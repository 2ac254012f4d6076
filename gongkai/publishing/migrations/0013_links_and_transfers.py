import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0012_word_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('items', models.PositiveIntegerField(default=0, verbose_name='检查信息数')),
                ('links', models.PositiveIntegerField(default=0, verbose_name='检查链接数')),
                ('external', models.BooleanField(default=False, verbose_name='检查了站外链接')),
                ('left_out', models.PositiveIntegerField(default=0, verbose_name='未检查的站外链接')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='link_checks', to='bodies.body')),
            ],
            options={
                'verbose_name': '失效链接检查',
                'verbose_name_plural': '失效链接检查',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='BrokenLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=500, verbose_name='链接')),
                ('reason', models.CharField(max_length=60, verbose_name='情形')),
                ('since_on', models.DateField(verbose_name='发现日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='恢复日期')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='broken_links', to='publishing.informationitem')),
            ],
            options={
                'verbose_name': '失效链接',
                'verbose_name_plural': '失效链接',
                'ordering': ['since_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('item', 'address'), name='broken_link_told_once')],
            },
        ),
        migrations.CreateModel(
            name='TransferList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('archive', '国家档案馆'), ('library', '公共图书馆')], max_length=10, verbose_name='接收单位类别')),
                ('receiver', models.CharField(max_length=60, verbose_name='接收单位')),
                ('since_on', models.DateField(verbose_name='公开日期自')),
                ('until_on', models.DateField(verbose_name='公开日期至')),
                ('lines', models.JSONField(default=list, verbose_name='清单')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要值')),
                ('on', models.DateField(verbose_name='编制日期')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='接收日期')),
                ('received_by', models.CharField(blank=True, max_length=40, verbose_name='接收人')),
                ('receipt_no', models.CharField(blank=True, max_length=60, verbose_name='回执编号')),
                ('receipt_note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfer_lists', to='bodies.body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人')),
            ],
            options={
                'verbose_name': '移交清单',
                'verbose_name_plural': '移交清单',
                'ordering': ['-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('since_on'))), name='transfer_period_forward'),
                    models.CheckConstraint(condition=models.Q(('received_on', None), models.Q(('received_on__gte', models.F('on')), models.Q(('received_by', ''), _negated=True)), _connector='OR'), name='receipt_says_who_and_when'),
                ],
            },
        ),
    ]
