import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0008_comments'),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leader_after_days', models.PositiveSmallIntegerField(default=10, help_text='空栏目、超过更新周期的栏目先提醒维护科室，过了这些天还没有更新的报分管领导', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='多少天后报分管领导')),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='column_policy', to='bodies.body')),
            ],
            options={
                'verbose_name': '栏目维护规则',
                'verbose_name_plural': '栏目维护规则',
            },
        ),
        migrations.CreateModel(
            name='ColumnAlarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('empty', '空栏目'), ('late', '超过更新周期')], max_length=10, verbose_name='情形')),
                ('since_on', models.DateField(verbose_name='开始日期')),
                ('leader_told_on', models.DateField(blank=True, null=True, verbose_name='报分管领导日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='恢复日期')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='publishing.column')),
            ],
            options={
                'verbose_name': '栏目提醒',
                'verbose_name_plural': '栏目提醒',
                'ordering': ['since_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('column',), name='one_open_alarm_of_a_column')],
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='公开事项（二级事项）')),
                ('elements', models.TextField(blank=True, help_text='一行一项', verbose_name='公开内容（要素）')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='公开依据')),
                ('period', models.CharField(blank=True, max_length=60, verbose_name='公开时限')),
                ('subject', models.CharField(blank=True, max_length=60, verbose_name='公开主体')),
                ('channels', models.CharField(blank=True, max_length=200, verbose_name='公开渠道和载体')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='公开对象')),
                ('mode', models.CharField(blank=True, max_length=20, verbose_name='公开方式')),
                ('levels', models.CharField(blank=True, max_length=60, verbose_name='公开层级')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='排序')),
                ('is_active', models.BooleanField(default=True, verbose_name='本机关有此事项')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='publishing.column', verbose_name='栏目（一级事项）')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='publishing.informationitem', verbose_name='公布在')),
            ],
            options={
                'verbose_name': '公开事项',
                'verbose_name_plural': '公开事项',
                'ordering': ['column', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('column', 'name'), name='matter_in_column')],
            },
        ),
    ]
