from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("remedies", "0003_name_replies"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="remedy",
            name="remedy_procedure_of_reviews",
        ),
        migrations.AddField(
            model_name="remedy",
            name="late_reason",
            field=models.CharField("超过期限仍被受理的理由", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="remedy",
            name="suspended_on",
            field=models.DateField("中止审理日期", null=True, blank=True),
        ),
        migrations.AlterField(
            model_name="remedy",
            name="decision_due_on",
            field=models.DateField("预计作出决定或者判决", null=True, blank=True),
        ),
        migrations.AlterField(
            model_name="remedy",
            name="procedure",
            field=models.CharField(
                "审理程序",
                max_length=10,
                choices=[("simple", "简易程序"), ("ordinary", "普通程序")],
                blank=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="remedy",
            constraint=models.CheckConstraint(
                condition=~Q(kind="review") | Q(procedure__in=["simple", "ordinary"]),
                name="remedy_procedure_of_reviews",
            ),
        ),
    ]
