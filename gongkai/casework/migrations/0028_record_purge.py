"""When what is known of whom a record is about was purged (个人信息保护法第四十七条)."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("casework", "0027_found_at_once")]

    operations = [
        migrations.AddField(
            model_name="recordperson",
            name="purged_on",
            field=models.DateField(blank=True, null=True, verbose_name="清除日期"),
        ),
        migrations.AddField(
            model_name="recordevidence",
            name="purged_on",
            field=models.DateField(blank=True, null=True, verbose_name="清除日期"),
        ),
        migrations.RemoveConstraint(model_name="recordperson", name="record_person_can_be_reached"),
        migrations.AddConstraint(
            model_name="recordperson",
            constraint=models.CheckConstraint(
                condition=Q(purged_on__isnull=False) | ~Q(phone="", email="", address=""),
                name="record_person_can_be_reached",
            ),
        ),
    ]
