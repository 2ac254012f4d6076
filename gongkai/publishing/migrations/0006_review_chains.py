"""Which reviews an item passes, as its body chose, and what went out before its review."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def say_which(apps, schema_editor):
    """Until now every item passed the same two reviews."""
    items = apps.get_model("publishing", "InformationItem")
    under_way = items.objects.filter(state__in=["unit_review", "secrecy_review", "approved"])
    under_way.update(review_chain=["unit", "secrecy"])


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0005_endings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='informationitem',
            name='proofread',
            field=models.BooleanField(default=False, verbose_name='逐级校对'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='review_chain',
            field=models.JSONField(blank=True, default=list, verbose_name='审核链'),
        ),
        migrations.AlterField(
            model_name='informationitem',
            name='state',
            field=models.CharField(choices=[('draft', '起草'), ('unit_review', '科室审核'), ('office_review', '公开办审核'), ('legal_review', '合法性审核'), ('secrecy_review', '保密审查'), ('leader_review', '负责人审签'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], default='draft', max_length=20, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='itemevent',
            name='from_state',
            field=models.CharField(blank=True, choices=[('draft', '起草'), ('unit_review', '科室审核'), ('office_review', '公开办审核'), ('legal_review', '合法性审核'), ('secrecy_review', '保密审查'), ('leader_review', '负责人审签'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], max_length=20, verbose_name='原状态'),
        ),
        migrations.AlterField(
            model_name='itemevent',
            name='to_state',
            field=models.CharField(choices=[('draft', '起草'), ('unit_review', '科室审核'), ('office_review', '公开办审核'), ('legal_review', '合法性审核'), ('secrecy_review', '保密审查'), ('leader_review', '负责人审签'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], max_length=20, verbose_name='新状态'),
        ),
        migrations.CreateModel(
            name='ReviewPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chains', models.JSONField(default=dict, verbose_name='审核链')),
                ('proofread', models.JSONField(default=dict, verbose_name='逐级校对')),
                ('emergency_days', models.PositiveSmallIntegerField(blank=True, help_text='条例没有规定，留空按系统的默认值。', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='应急发布后几个工作日内补审')),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review_policy', to='bodies.body', verbose_name='机关')),
            ],
            options={
                'verbose_name': '审核流程',
                'verbose_name_plural': '审核流程',
            },
        ),
        migrations.CreateModel(
            name='EmergencyPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='应急发布的理由')),
                ('missing', models.JSONField(default=list, verbose_name='未办的环节')),
                ('own', models.BooleanField(default=False, verbose_name='发布人参与起草')),
                ('on', models.DateField(verbose_name='发布日期')),
                ('review_due_on', models.DateField(verbose_name='最迟补审日期')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='补审日期')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='补审通过')),
                ('opinion', models.CharField(blank=True, max_length=300, verbose_name='补审意见')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='publishing.informationitem')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='补审人')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.itemversion')),
            ],
            options={
                'verbose_name': '应急发布',
                'verbose_name_plural': '应急发布',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='emergency_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('passed', None), ('reviewed_by', None), ('reviewed_on', None)), models.Q(('passed__isnull', False), ('reviewed_by__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='emergency_review_is_whole')],
            },
        ),
        migrations.RunPython(say_which, migrations.RunPython.noop),
    ]
