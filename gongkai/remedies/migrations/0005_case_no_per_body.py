from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("remedies", "0004_course"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="remedy",
            name="one_remedy_per_case_no",
        ),
        migrations.AddConstraint(
            model_name="remedy",
            constraint=models.UniqueConstraint(
                fields=("body", "organ", "case_no"), name="one_remedy_per_case_no"
            ),
        ),
    ]
