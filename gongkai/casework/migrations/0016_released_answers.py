import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("bodies", "0002_calendar_years"),
        ("casework", "0015_record_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("summary", models.TextField(verbose_name="答复摘要")),
                ("outcome", models.CharField(choices=[('granted_already_public', '予以公开（已经主动公开）'), ('granted', '予以公开'), ('partial', '部分公开'), ('denied_state_secret', '属于国家秘密'), ('denied_other_law', '其他法律行政法规禁止公开'), ('denied_safety_stability', '危及“三安全一稳定”'), ('denied_third_party', '保护第三方合法权益'), ('denied_internal', '属于三类内部事务信息'), ('denied_process', '属于四类过程性信息'), ('denied_enforcement_file', '属于行政执法案卷'), ('denied_special_query', '属于行政查询事项'), ('unavailable_not_held', '本机关不掌握相关政府信息'), ('unavailable_not_ready', '没有现成信息需要另行制作'), ('unavailable_unclear', '补正后申请内容仍不明确'), ('refused_petition', '信访举报投诉类申请'), ('refused_repeat', '重复申请'), ('refused_publication', '要求提供公开出版物'), ('refused_abuse', '无正当理由大量反复申请'), ('refused_confirm', '要求行政机关确认或重新出具已获取信息'), ('other_no_correction', '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'), ('other_no_payment', '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'), ('other_misc', '其他')], max_length=30, verbose_name="答复类型")),
                ("answered_on", models.DateField(verbose_name="答复日期")),
                ("released_on", models.DateField(verbose_name="公开日期")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="released_answers", to="bodies.body", verbose_name="机关")),
                ("released_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="经办")),
                ("reply", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="released_answers", to="casework.reply", verbose_name="答复")),
            ],
            options={
                "verbose_name": "公开答复",
                "verbose_name_plural": "公开答复",
                "ordering": ["-answered_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("withdrawn_on", None)), fields=("reply",), name="one_public_answer_of_a_reply"),
                    models.CheckConstraint(condition=models.Q(("withdrawn_on", None), ("withdrawn_on__gte", models.F("released_on")), _connector="OR"), name="answer_withdrawn_after_release"),
                ],
            },
        ),
    ]
