"""The filled-in forms of the secrecy review, each with the version that was read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0006_review_chains'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecrecyReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('carrier', models.CharField(choices=[('official', '公文'), ('other', '非公文')], default='other', max_length=20, verbose_name='载体形式')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='拟公开时间')),
                ('classification', models.CharField(max_length=300, verbose_name='定密情况')),
                ('third_party', models.CharField(max_length=300, verbose_name='第三方权益')),
                ('severance', models.CharField(max_length=300, verbose_name='区分处理说明')),
                ('referral', models.CharField(max_length=300, verbose_name='送审保密行政管理部门情况')),
                ('check_made', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.itemcheck', verbose_name='发布前检查')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='secrecy_review', to='publishing.itemevent')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secrecy_reviews', to='publishing.informationitem')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secrecy_reviews', to='publishing.itemversion')),
            ],
            options={
                'verbose_name': '保密审查表',
                'verbose_name_plural': '保密审查表',
                'ordering': ['-pk'],
            },
        ),
    ]
