"""A wrong entry of a co-applicant is replaced by another row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0017_split_by_matter"),
    ]

    operations = [
        migrations.AddField(
            "coapplicant",
            "replaced_on",
            models.DateField(blank=True, null=True, verbose_name="更正日期"),
        ),
        migrations.RemoveConstraint("coapplicant", "one_representative"),
        migrations.AddConstraint(
            "coapplicant",
            models.UniqueConstraint(
                condition=models.Q(("is_representative", True), ("replaced_on", None)),
                fields=("request",),
                name="one_representative",
            ),
        ),
    ]
