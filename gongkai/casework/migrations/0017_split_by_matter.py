"""Requests that were split by matter, and which requests count."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0016_released_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseworkpolicy',
            name='split_counting',
            field=models.CharField(choices=[('each', '每件分别统计'), ('as_one', '合并计为一件（以第一件的结果统计）')], default='each', help_text='一事一申请；条例没有规定，默认每件分别统计。', max_length=10, verbose_name='拆分办理的申请怎样统计'),
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='is_counted',
            field=models.BooleanField(default=True, verbose_name='计入统计'),
        ),
        migrations.AlterField(
            model_name='disclosurerequest',
            name='state',
            field=models.CharField(choices=[('submitted', '已提交待确认'), ('unreachable', '待联系'), ('registered', '已登记'), ('correction_pending', '待补正'), ('reason_requested', '待说明理由'), ('assigned', '承办中'), ('third_party_consulting', '征求第三方意见'), ('peer_consulting', '征求其他机关意见'), ('fee_pending', '待缴费'), ('in_review', '审核会签'), ('replied', '已答复'), ('abandoned_no_correction', '逾期不补正终止'), ('abandoned_no_payment', '逾期未缴费终止'), ('withdrawn', '申请人撤回'), ('transferred_petition', '转信访等渠道'), ('split', '已拆分办理'), ('closed', '办结'), ('archived', '归档'), ('under_review_or_suit', '复议诉讼中'), ('redo', '责令重新处理')], default='submitted', max_length=30, verbose_name='办理状态'),
        ),
        migrations.AlterField(
            model_name='requestevent',
            name='from_state',
            field=models.CharField(blank=True, choices=[('submitted', '已提交待确认'), ('unreachable', '待联系'), ('registered', '已登记'), ('correction_pending', '待补正'), ('reason_requested', '待说明理由'), ('assigned', '承办中'), ('third_party_consulting', '征求第三方意见'), ('peer_consulting', '征求其他机关意见'), ('fee_pending', '待缴费'), ('in_review', '审核会签'), ('replied', '已答复'), ('abandoned_no_correction', '逾期不补正终止'), ('abandoned_no_payment', '逾期未缴费终止'), ('withdrawn', '申请人撤回'), ('transferred_petition', '转信访等渠道'), ('split', '已拆分办理'), ('closed', '办结'), ('archived', '归档'), ('under_review_or_suit', '复议诉讼中'), ('redo', '责令重新处理')], max_length=30, verbose_name='原状态'),
        ),
        migrations.AlterField(
            model_name='requestevent',
            name='to_state',
            field=models.CharField(choices=[('submitted', '已提交待确认'), ('unreachable', '待联系'), ('registered', '已登记'), ('correction_pending', '待补正'), ('reason_requested', '待说明理由'), ('assigned', '承办中'), ('third_party_consulting', '征求第三方意见'), ('peer_consulting', '征求其他机关意见'), ('fee_pending', '待缴费'), ('in_review', '审核会签'), ('replied', '已答复'), ('abandoned_no_correction', '逾期不补正终止'), ('abandoned_no_payment', '逾期未缴费终止'), ('withdrawn', '申请人撤回'), ('transferred_petition', '转信访等渠道'), ('split', '已拆分办理'), ('closed', '办结'), ('archived', '归档'), ('under_review_or_suit', '复议诉讼中'), ('redo', '责令重新处理')], max_length=30, verbose_name='新状态'),
        ),
    ]
