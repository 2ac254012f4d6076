from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=64)),
                ("until_at", models.DateTimeField(verbose_name="计数截止")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="次数")),
            ],
            options={
                "verbose_name": "操作次数",
                "verbose_name_plural": "操作次数",
                "indexes": [models.Index(fields=["until_at"], name="attempt_by_end")],
                "constraints": [
                    models.UniqueConstraint(fields=("who", "until_at"), name="one_count_per_span")
                ],
            },
        ),
    ]
