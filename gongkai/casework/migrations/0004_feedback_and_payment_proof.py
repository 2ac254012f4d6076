import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_fee_notices'),
    ]

    operations = [
        migrations.AlterField(
            model_name='requestfile',
            name='purpose',
            field=models.CharField(choices=[('identity', '身份证明'), ('agency', '授权委托书'), ('attachment', '申请附件'), ('correction', '补正材料'), ('payment', '缴费凭证'), ('opinion', '征求意见材料'), ('supplied', '向申请人提供的信息'), ('reply', '答复文书')], max_length=20, verbose_name='用途'),
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(choices=[(5, '非常满意'), (4, '满意'), (3, '基本满意'), (2, '不满意'), (1, '非常不满意')], verbose_name='满意度')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='意见和建议')),
                ('given_on', models.DateField(verbose_name='评价日期')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='casework.disclosurerequest', verbose_name='申请')),
            ],
            options={
                'verbose_name': '满意度评价',
                'verbose_name_plural': '满意度评价',
                'constraints': [models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='feedback_score_1_to_5')],
            },
        ),
    ]
