"""Places that cite what has ended, and clean-ups."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('documents', '0001_first_tables'),
        ('publishing', '0004_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CleanUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='依据')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='各科室提出意见的期限')),
                ('state', models.CharField(choices=[('open', '清理中'), ('closed', '已汇总')], default='open', max_length=10, verbose_name='状态')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='汇总日期')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cleanups', to='bodies.body', verbose_name='机关')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='汇总人')),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cleanup', to='publishing.informationitem', verbose_name='公布清理结果的信息')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='组织人')),
            ],
            options={
                'verbose_name': '规范性文件清理',
                'verbose_name_plural': '规范性文件清理',
                'ordering': ['-started_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CleanUpLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(blank=True, choices=[('keep', '继续有效'), ('amend', '修改'), ('repeal', '废止'), ('lapse', '宣布失效')], max_length=10, verbose_name='清理意见')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('on', models.DateField(blank=True, null=True, verbose_name='提出日期')),
                ('told', models.JSONField(default=list, verbose_name='此前的意见')),
                ('applied_on', models.DateField(blank=True, null=True, verbose_name='落实日期')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('cleanup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='documents.cleanup', verbose_name='清理')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cleanup_lines', to='documents.normativedocument', verbose_name='文件')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.unit', verbose_name='科室')),
            ],
            options={
                'verbose_name': '规范性文件清理意见',
                'verbose_name_plural': '规范性文件清理意见',
                'ordering': ['cleanup', 'unit', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('item', '公开信息'), ('column', '栏目说明'), ('body', '公开指南和机构职能'), ('unit', '内设机构职能'), ('template', '文书模板'), ('page', '专题页面')], max_length=20, verbose_name='位置')),
                ('key', models.CharField(max_length=60, verbose_name='编号')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('passage', models.CharField(max_length=200, verbose_name='原文')),
                ('found_on', models.DateField(verbose_name='发现日期')),
                ('how', models.CharField(blank=True, choices=[('renewed', '已改为现行依据'), ('noted', '已注明文件失效'), ('taken_down', '已撤下'), ('kept', '保留，说明理由'), ('gone', '不再引用')], max_length=20, verbose_name='处理')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('handled_on', models.DateField(blank=True, null=True, verbose_name='处理日期')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='documents.normativedocument', verbose_name='文件')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='处理人')),
            ],
            options={
                'verbose_name': '失效文件的引用',
                'verbose_name_plural': '失效文件的引用',
                'ordering': ['document', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('document', 'source', 'key'), name='one_citation_per_place'), models.CheckConstraint(condition=models.Q(models.Q(('handled_on', None), ('how', '')), models.Q(models.Q(('how', ''), _negated=True), ('handled_on__isnull', False)), _connector='OR'), name='citation_handled_iff_dated')],
            },
        ),
        migrations.AddConstraint(
            model_name='cleanup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('state', 'open')), models.Q(('closed_on__isnull', False), ('state', 'closed')), _connector='OR'), name='cleanup_closed_iff_dated'),
        ),
        migrations.AddConstraint(
            model_name='cleanupline',
            constraint=models.UniqueConstraint(fields=('cleanup', 'document'), name='one_line_per_document'),
        ),
        migrations.AddConstraint(
            model_name='cleanupline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('on', None)), models.Q(models.Q(('decision', ''), _negated=True), ('on__isnull', False)), _connector='OR'), name='cleanup_decision_iff_dated'),
        ),
    ]
