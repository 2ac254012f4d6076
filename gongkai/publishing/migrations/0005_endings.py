"""How an item left the public site, and when a penalty that was annulled must leave it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def say_how(apps, schema_editor):
    """What was gone before the acts were told apart had been withdrawn."""
    items = apps.get_model("publishing", "InformationItem")
    items.objects.filter(live=False, withdrawn_on__isnull=False).update(ending="withdraw")


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0004_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='informationitem',
            name='annulled_on',
            field=models.DateField(blank=True, null=True, verbose_name='处罚决定变更、撤销日期'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='ending',
            field=models.CharField(blank=True, choices=[('withdraw', '撤回'), ('expire', '期满撤下'), ('replace', '以新件替代'), ('redirect', '转至新址')], max_length=20, verbose_name='撤下方式'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='new_place',
            field=models.CharField(blank=True, max_length=500, verbose_name='新网址'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='replaced_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='publishing.informationitem', verbose_name='替代它的信息'),
        ),
        migrations.AddField(
            model_name='informationitem',
            name='withdraw_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='最迟撤回日期'),
        ),
        migrations.AlterField(
            model_name='informationitem',
            name='state',
            field=models.CharField(choices=[('draft', '起草'), ('unit_review', '科室审核'), ('secrecy_review', '保密审查'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], default='draft', max_length=20, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='informationitem',
            name='withdrawal_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='撤下原因'),
        ),
        migrations.AlterField(
            model_name='informationitem',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='撤下日期'),
        ),
        migrations.AlterField(
            model_name='itemevent',
            name='from_state',
            field=models.CharField(blank=True, choices=[('draft', '起草'), ('unit_review', '科室审核'), ('secrecy_review', '保密审查'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], max_length=20, verbose_name='原状态'),
        ),
        migrations.AlterField(
            model_name='itemevent',
            name='to_state',
            field=models.CharField(choices=[('draft', '起草'), ('unit_review', '科室审核'), ('secrecy_review', '保密审查'), ('approved', '审查通过'), ('published', '已发布'), ('withdrawn', '已撤下')], max_length=20, verbose_name='新状态'),
        ),
        migrations.RunPython(say_how, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ending', ''), _negated=True), _connector='OR'), name='what_is_gone_says_how'),
        ),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ending', 'replace'), _negated=True), ('replaced_by__isnull', False), _connector='OR'), name='replaced_by_something'),
        ),
        migrations.AddConstraint(
            model_name='informationitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ending', 'redirect'), _negated=True), models.Q(('new_place', ''), _negated=True), _connector='OR'), name='redirected_somewhere'),
        ),
    ]
