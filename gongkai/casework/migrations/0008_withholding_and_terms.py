"""What is withheld and when it is looked at again; the words by which requests are found again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_terms(apps, schema_editor):
    """Keep the words of the requests that are there."""
    from gongkai.casework.terms import terms_of

    term = apps.get_model("casework", "RequestTerm").objects
    requests = apps.get_model("casework", "DisclosureRequest").objects
    for case in requests.only("body", "matter", "description", "doc_ref").iterator(chunk_size=500):
        words = sorted(terms_of(case.matter, case.description, case.doc_ref))
        term.bulk_create(term.model(request=case, body_id=case.body_id, term=word) for word in words)


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0002_calendar_years'),
        ('casework', '0007_working_together'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='caseworkpolicy',
            name='promotion_applicants',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='多少个申请人申请同一信息即建议主动公开'),
        ),
        migrations.AddField(
            model_name='caseworkpolicy',
            name='withholding_months',
            field=models.PositiveSmallIntegerField(blank=True, help_text='留空按默认值，见期限规则', null=True, verbose_name='不予公开信息评估间隔（月）'),
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_on', models.DateField(verbose_name='不予公开之日')),
                ('next_review_on', models.DateField(verbose_name='下次评估日期')),
                ('disclosed_on', models.DateField(blank=True, null=True, verbose_name='决定公开日期')),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withholding', to='casework.reply', verbose_name='答复')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withholding', to='casework.disclosurerequest', verbose_name='申请')),
            ],
            options={
                'verbose_name': '不予公开登记',
                'verbose_name_plural': '不予公开登记',
                'ordering': ['next_review_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WithholdingReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('keep', '继续不予公开'), ('disclose', '改为公开')], max_length=20, verbose_name='结论')),
                ('reason', models.TextField(verbose_name='理由')),
                ('due_on', models.DateField(verbose_name='原定评估日期')),
                ('next_review_on', models.DateField(blank=True, null=True, verbose_name='下次评估日期')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='记录时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='评估人')),
                ('withholding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='casework.withholding', verbose_name='不予公开登记')),
            ],
            options={
                'verbose_name': '不予公开评估',
                'verbose_name_plural': '不予公开评估',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RequestTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=60, verbose_name='检索词')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bodies.body', verbose_name='机关')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='casework.disclosurerequest', verbose_name='申请')),
            ],
            options={
                'verbose_name': '申请检索词',
                'verbose_name_plural': '申请检索词',
                'indexes': [models.Index(fields=['body', 'term', '-request'], name='request_by_term')],
                'constraints': [models.UniqueConstraint(fields=('request', 'term'), name='term_once_in_request')],
            },
        ),
        migrations.AddIndex(
            model_name='withholding',
            index=models.Index(condition=models.Q(('disclosed_on', None)), fields=['next_review_on'], name='withholding_by_review'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('next_review_on__gt', models.F('since_on'))), name='withholding_reviewed_later'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('disclosed_on', None), ('disclosed_on__gte', models.F('since_on')), _connector='OR'), name='withholding_disclosed_later'),
        ),
        migrations.AddConstraint(
            model_name='withholdingreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'keep'), ('next_review_on__isnull', False)), models.Q(('decision', 'disclose'), ('next_review_on', None)), _connector='OR'), name='withholding_kept_until_a_day'),
        ),
        migrations.RunPython(keep_terms, migrations.RunPython.noop),
    ]
