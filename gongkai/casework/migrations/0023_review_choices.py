"""How often withheld information is looked at again, and how many make a matter worth disclosing."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0022_restricted_cases")]

    operations = [
        migrations.AlterField(
            model_name="caseworkpolicy",
            name="withholding_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(60),
                ],
                help_text="条例第十八条要求定期评估，没有规定间隔；留空按系统的默认值。",
                verbose_name="不予公开信息评估间隔（月）",
            ),
        ),
        migrations.AlterField(
            model_name="caseworkpolicy",
            name="promotion_applicants",
            field=models.PositiveSmallIntegerField(
                default=2,
                validators=[
                    django.core.validators.MinValueValidator(2),
                    django.core.validators.MaxValueValidator(100),
                ],
                help_text="条例第四十四条只说“多个申请人”；默认两个。",
                verbose_name="多少个申请人申请同一信息即建议主动公开",
            ),
        ),
    ]
