"""Requests to correct one's own records."""

import django.core.validators
import django.db.models.deletion
import gongkai.common.sealed
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_calendar_years'),
        ('casework', '0014_weighing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, verbose_name='编号')),
                ('record', models.CharField(max_length=200, verbose_name='要求更正的信息')),
                ('wrong', gongkai.common.sealed.SealedTextField(bound_to=('body_id', 'number'), verbose_name='记录不准确之处')),
                ('right', gongkai.common.sealed.SealedTextField(bound_to=('body_id', 'number'), verbose_name='应当更正为')),
                ('evidence', gongkai.common.sealed.SealedTextField(bound_to=('body_id', 'number'), verbose_name='证据')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('state', models.CharField(choices=[('received', '已受理'), ('corrected', '已更正，待告知'), ('transferred', '已转送，待告知'), ('referred', '非本机关处理，待告知'), ('refused', '不予更正，待告知'), ('told', '已告知')], default='received', max_length=20, verbose_name='办理状态')),
                ('decision', models.TextField(blank=True, verbose_name='处理情况和理由')),
                ('other_body', models.CharField(blank=True, max_length=100, verbose_name='有权处理的机关')),
                ('other_body_contact', models.CharField(blank=True, max_length=200, verbose_name='该机关联系方式')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='告知日期')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='record_corrections', to='bodies.body', verbose_name='机关')),
            ],
            options={
                'verbose_name': '信息更正申请',
                'verbose_name_plural': '信息更正申请',
                'ordering': ['-received_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RecordEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='记录时间')),
                ('note', models.TextField(blank=True, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='casework.recordcorrection', verbose_name='信息更正申请')),
            ],
            options={
                'verbose_name': '信息更正记录',
                'verbose_name_plural': '信息更正记录',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RecordPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', gongkai.common.sealed.SealedTextField(bound_to=('record_id',), max_length=100, verbose_name='姓名或者名称')),
                ('id_type', models.CharField(blank=True, choices=[('id_card', '居民身份证'), ('passport', '护照'), ('permit', '港澳台居民居住证或通行证'), ('uscc', '统一社会信用代码'), ('other', '其他')], max_length=20, verbose_name='证件类型')),
                ('id_number', gongkai.common.sealed.SealedTextField(blank=True, bound_to=('record_id',), max_length=40, verbose_name='证件号码')),
                ('phone', gongkai.common.sealed.SealedTextField(blank=True, bound_to=('record_id',), max_length=40, verbose_name='联系电话')),
                ('email', gongkai.common.sealed.SealedTextField(blank=True, bound_to=('record_id',), max_length=254, validators=[django.core.validators.EmailValidator()], verbose_name='电子邮箱')),
                ('address', gongkai.common.sealed.SealedTextField(blank=True, bound_to=('record_id',), max_length=200, verbose_name='通信地址')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='person', to='casework.recordcorrection', verbose_name='信息更正申请')),
            ],
            options={
                'verbose_name': '更正申请人',
                'verbose_name_plural': '更正申请人',
            },
        ),
        migrations.AddConstraint(
            model_name='recordcorrection',
            constraint=models.UniqueConstraint(fields=('body', 'number'), name='record_number_in_body'),
        ),
        migrations.AddConstraint(
            model_name='recordcorrection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', 'received')), models.Q(models.Q(('state', 'received'), _negated=True), ('decided_on__gte', models.F('received_on'))), _connector='OR'), name='record_decided_iff_dated'),
        ),
        migrations.AddConstraint(
            model_name='recordcorrection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), ('told_on__gte', models.F('decided_on'))), models.Q(models.Q(('state', 'told'), _negated=True), ('told_on', None)), _connector='OR'), name='record_told_iff_dated'),
        ),
        migrations.AddConstraint(
            model_name='recordperson',
            constraint=models.CheckConstraint(condition=models.Q(('address', ''), ('email', ''), ('phone', ''), _negated=True), name='record_person_can_be_reached'),
        ),
    ]
