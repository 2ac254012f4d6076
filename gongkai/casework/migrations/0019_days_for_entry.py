"""Within how many working days paper is entered."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0018_replaced_co_applicants'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseworkpolicy',
            name='entry_days',
            field=models.PositiveSmallIntegerField(default=1, help_text='超过的为补录，须写明原因；条例没有规定，默认1个工作日。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='书面申请收到后几个工作日内录入'),
        ),
    ]
