"""Normative documents: their steps, files, interpretations, and what a body chose."""

import django.core.validators
import django.db.models.deletion
import gongkai.documents.models.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0002_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('general_years', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='规范性文件最长有效期（年）')),
                ('trial_years', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='暂行、试行文件最长有效期（年）')),
                ('notice_years', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='通告最长有效期（年）')),
                ('interpretation_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='公布后解读的期限（工作日）')),
                ('consultation_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='不涉及经营主体的征求意见期限（工作日）')),
                ('legality_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='合法性审核期限（工作日）')),
                ('filing_days', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='备案期限（日）')),
                ('warn_months', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='到期前几个月第一次提醒')),
                ('register_first', models.BooleanField(default=False, verbose_name='没有在本系统登记的规范性文件不得发布')),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document_policy', to='bodies.body', verbose_name='机关')),
            ],
            options={
                'verbose_name': '规范性文件管理办法',
                'verbose_name_plural': '规范性文件管理办法',
            },
        ),
        migrations.CreateModel(
            name='DocumentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=30, verbose_name='步骤')),
                ('from_state', models.CharField(blank=True, choices=[('drafting', '起草'), ('soliciting', '征求意见'), ('legal_review', '合法性审核'), ('deliberation', '集体审议'), ('signing', '待签发'), ('signed', '已签发'), ('registered', '已编号'), ('published', '已公布'), ('lapsed', '失效'), ('repealed', '废止'), ('cancelled', '不再制定')], max_length=20, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('drafting', '起草'), ('soliciting', '征求意见'), ('legal_review', '合法性审核'), ('deliberation', '集体审议'), ('signing', '待签发'), ('signed', '已签发'), ('registered', '已编号'), ('published', '已公布'), ('lapsed', '失效'), ('repealed', '废止'), ('cancelled', '不再制定')], max_length=20, verbose_name='新状态')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='记录时间')),
                ('note', models.TextField(blank=True, verbose_name='意见或者说明')),
                ('data', models.JSONField(default=dict, verbose_name='附加内容')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
            ],
            options={
                'verbose_name': '规范性文件办理记录',
                'verbose_name_plural': '规范性文件办理记录',
                'ordering': ['document', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DocumentPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=gongkai.documents.models.records.stored_name, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(max_length=64)),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='documents.documentrecord', verbose_name='办理记录')),
            ],
            options={
                'verbose_name': '规范性文件办理材料',
                'verbose_name_plural': '规范性文件办理材料',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NormativeDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('sort', models.CharField(choices=[('general', '规范性文件'), ('trial', '暂行、试行的规范性文件'), ('notice', '通告'), ('ending', '修改、废止决定')], default='general', max_length=20, verbose_name='文件种类')),
                ('for_business', models.BooleanField(default=False, verbose_name='涉及经营主体的生产经营活动')),
                ('needs_interpretation', models.BooleanField(default=True, verbose_name='应当解读')),
                ('plan', models.TextField(blank=True, verbose_name='解读方案')),
                ('state', models.CharField(choices=[('drafting', '起草'), ('soliciting', '征求意见'), ('legal_review', '合法性审核'), ('deliberation', '集体审议'), ('signing', '待签发'), ('signed', '已签发'), ('registered', '已编号'), ('published', '已公布'), ('lapsed', '失效'), ('repealed', '废止'), ('cancelled', '不再制定')], default='drafting', max_length=20, verbose_name='状态')),
                ('started_on', models.DateField(verbose_name='立项日期')),
                ('consultation_from', models.DateField(blank=True, null=True, verbose_name='征求意见开始')),
                ('consultation_until', models.DateField(blank=True, null=True, verbose_name='征求意见截止')),
                ('legality_due_on', models.DateField(blank=True, null=True, verbose_name='合法性审核期限')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='签发日期')),
                ('doc_no', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('registration_no', models.CharField(blank=True, max_length=60, verbose_name='登记编号')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='施行日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('evaluate_on', models.DateField(blank=True, null=True, verbose_name='评估期限')),
                ('repeal_on', models.DateField(blank=True, null=True, verbose_name='预定废止日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='失效、废止日期')),
                ('filing_due_on', models.DateField(blank=True, null=True, verbose_name='备案期限')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
                ('interpretation_due_on', models.DateField(blank=True, null=True, verbose_name='解读期限')),
                ('excuse', models.CharField(blank=True, max_length=300, verbose_name='延后解读的理由')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='bodies.body', verbose_name='制定机关')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='起草人')),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='document', to='publishing.informationitem', verbose_name='公布的信息')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='bodies.unit', verbose_name='起草科室')),
            ],
            options={
                'verbose_name': '行政规范性文件',
                'verbose_name_plural': '行政规范性文件',
                'ordering': ['-started_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Interpretation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('text', '文字解读'), ('diagram', '图解'), ('questions', '问答'), ('video', '视频'), ('cases', '案例'), ('expert', '专家解读'), ('press', '新闻发布会'), ('meeting', '政策宣讲')], max_length=20, verbose_name='解读形式')),
                ('on', models.DateField(verbose_name='添加日期')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='添加人')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='interpretation', to='publishing.informationitem', verbose_name='解读信息')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interpretations', to='documents.normativedocument', verbose_name='文件')),
            ],
            options={
                'verbose_name': '政策解读',
                'verbose_name_plural': '政策解读',
                'ordering': ['document', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='documentrecord',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='documents.normativedocument', verbose_name='文件'),
        ),
        migrations.AddIndex(
            model_name='normativedocument',
            index=models.Index(fields=['body', 'state', 'valid_until'], name='document_by_state'),
        ),
        migrations.AddConstraint(
            model_name='normativedocument',
            constraint=models.UniqueConstraint(condition=models.Q(('registration_no', ''), _negated=True), fields=('body', 'registration_no'), name='document_registered_once'),
        ),
        migrations.AddConstraint(
            model_name='normativedocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('item__isnull', False), ('published_on__isnull', False)), _connector='OR'), name='published_document_has_item'),
        ),
        migrations.AddConstraint(
            model_name='normativedocument',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('effective_on', None), ('valid_until__gte', models.F('effective_on')), _connector='OR'), name='document_valid_after_effect'),
        ),
        migrations.AddConstraint(
            model_name='normativedocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state__in', ('lapsed', 'repealed'))), models.Q(models.Q(('state__in', ('lapsed', 'repealed')), _negated=True), ('ended_on', None)), _connector='OR'), name='document_ended_iff_dated'),
        ),
    ]
