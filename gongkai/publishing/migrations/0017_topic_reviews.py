"""Topics go out when a second person has read them; the change of a public one is a draft beside it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0016_topics'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TopicEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='记录时间')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='publishing.topic')),
            ],
            options={
                'verbose_name': '专题办理记录',
                'verbose_name_plural': '专题办理记录',
                'ordering': ['topic', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='topic',
            name='amends',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='change', to='publishing.topic', verbose_name='变更的专题'),
        ),
        migrations.AlterField(
            model_name='topic',
            name='state',
            field=models.CharField(choices=[('draft', '起草'), ('submitted', '待审核'), ('published', '已发布'), ('taken_down', '已撤下')], default='draft', max_length=12, verbose_name='状态'),
        ),
        migrations.RemoveConstraint(
            model_name='topic',
            name='topic_slug_in_body',
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(condition=models.Q(('amends', None)), fields=('body', 'slug'), name='topic_slug_in_body'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('amends', None), ('state__in', ['draft', 'submitted']), _connector='OR'), name='topic_change_not_public'),
        ),
    ]
