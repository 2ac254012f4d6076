"""Items made of requests, and the proposals of applicants."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0008_withholding_and_terms'),
        ('publishing', '0001_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='转为主动公开的理由')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='记录时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='拟稿人')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='promotion', to='publishing.informationitem', verbose_name='主动公开的信息')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='promotion', to='casework.disclosurerequest', verbose_name='申请')),
                ('withholding', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promotion', to='casework.withholding', verbose_name='不予公开登记')),
            ],
            options={
                'verbose_name': '转为主动公开',
                'verbose_name_plural': '转为主动公开',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='建议的理由')),
                ('on', models.DateField(verbose_name='提出日期')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('declined_because', models.TextField(blank=True, verbose_name='不予采纳的理由')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='casework.disclosurerequest', verbose_name='申请')),
            ],
            options={
                'verbose_name': '主动公开建议',
                'verbose_name_plural': '主动公开建议',
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_by', None), ('answered_on', None), ('declined_because', '')), models.Q(('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='proposal_answered_by_somebody')],
            },
        ),
    ]
