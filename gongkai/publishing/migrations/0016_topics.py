"""Topics of the portal: their sections, and the items chosen for them."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.publishing.models.topics


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0005_designs'),
        ('publishing', '0015_bulk_edits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('slug', models.SlugField(help_text='用小写字母、数字和连字符，例如 job-season，发布后不能改', max_length=60, verbose_name='网址')),
                ('summary', models.TextField(blank=True, max_length=400, verbose_name='简介')),
                ('picture', models.FileField(blank=True, max_length=200, upload_to=gongkai.publishing.models.topics.picture_name, verbose_name='题图')),
                ('picture_type', models.CharField(blank=True, max_length=40)),
                ('from_on', models.DateField(verbose_name='上线日期')),
                ('until_on', models.DateField(blank=True, help_text='过后移到“往期专题”，网页保留；不填为长期', null=True, verbose_name='结束日期')),
                ('on_home', models.BooleanField(default=True, verbose_name='在首页展示')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='数字小的在前', verbose_name='排序')),
                ('state', models.CharField(choices=[('draft', '起草'), ('published', '已发布'), ('taken_down', '已撤下')], default='draft', max_length=12, verbose_name='状态')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='发布日期')),
                ('taken_down_on', models.DateField(blank=True, null=True, verbose_name='撤下日期')),
                ('taken_down_reason', models.CharField(blank=True, max_length=200, verbose_name='撤下原因')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='bodies.body')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编辑人')),
            ],
            options={
                'verbose_name': '专题',
                'verbose_name_plural': '专题',
                'ordering': ['order', '-from_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TopicSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='栏名')),
                ('rule', models.CharField(choices=[('chosen', '逐条选定'), ('column', '某个栏目的最新信息'), ('keyword', '含有某个主题词的信息')], default='chosen', max_length=10, verbose_name='内容')),
                ('keyword', models.CharField(blank=True, max_length=40, verbose_name='主题词')),
                ('most', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='最多列出')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='排序')),
                ('column', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.column', verbose_name='栏目')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='publishing.topic')),
            ],
            options={
                'verbose_name': '专题的栏',
                'verbose_name_plural': '专题的栏',
                'ordering': ['topic', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TopicEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='排序')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_entries', to='publishing.informationitem')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='publishing.topicsection')),
            ],
            options={
                'verbose_name': '专题选定的信息',
                'verbose_name_plural': '专题选定的信息',
                'ordering': ['section', 'order', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('body', 'slug'), name='topic_slug_in_body'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='topic_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken_down'), _negated=True), models.Q(('taken_down_reason', ''), _negated=True), _connector='OR'), name='topic_gone_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='topicsection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rule', 'column'), _negated=True), ('column__isnull', False), _connector='OR'), name='section_rule_has_column'),
        ),
        migrations.AddConstraint(
            model_name='topicsection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rule', 'keyword'), _negated=True), models.Q(('keyword', ''), _negated=True), _connector='OR'), name='section_rule_has_keyword'),
        ),
        migrations.AddConstraint(
            model_name='topicentry',
            constraint=models.UniqueConstraint(fields=('section', 'item'), name='item_once_in_section'),
        ),
    ]
