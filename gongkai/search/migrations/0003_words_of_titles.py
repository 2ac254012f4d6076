from django.db import migrations, models

LOOKED_UP_BY = ("text", "backwards", "sound", "alike", "initials")


def index_beginnings(apps, schema_editor):
    """Let PostgreSQL find words by how they begin, whatever the language of the database."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in LOOKED_UP_BY:
        schema_editor.execute(
            f"CREATE INDEX search_titleword_{name}_like ON search_titleword ({name} varchar_pattern_ops)"
        )


class Migration(migrations.Migration):

    dependencies = [("search", "0002_keys_in_one_index")]

    operations = [
        migrations.CreateModel(
            name="TitleWords",
            fields=[
                ("item_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("body_id", models.BigIntegerField()),
                ("words", models.TextField()),
            ],
            options={"verbose_name": "标题用词", "verbose_name_plural": "标题用词"},
        ),
        migrations.CreateModel(
            name="TitleWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_id", models.BigIntegerField()),
                ("text", models.CharField(max_length=40, verbose_name="词")),
                ("backwards", models.CharField(max_length=40)),
                ("sound", models.CharField(max_length=120)),
                ("alike", models.CharField(max_length=120)),
                ("initials", models.CharField(max_length=40)),
                ("items", models.IntegerField(verbose_name="标题数")),
            ],
            options={
                "verbose_name": "标题词汇",
                "verbose_name_plural": "标题词汇",
                "constraints": [models.UniqueConstraint(fields=("body_id", "text"), name="title_word_once")],
                "indexes": [models.Index(fields=[name], name=f"title_word_{name}") for name in LOOKED_UP_BY],
            },
        ),
        migrations.RunPython(index_beginnings, migrations.RunPython.noop),
    ]
