import gongkai.search.models
from django.db import migrations, models

TABLE = "search_searchdocument"


def lay_out_on_postgresql(apps, schema_editor):
    """Make the indexes that only PostgreSQL has; keep rows narrow, and what stands beside them quick to open."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        has_lz4 = cursor.fetchone() == (True,)
    schema_editor.execute(f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)")
    for column in ("keys", "words") if has_lz4 else ():
        schema_editor.execute(f"ALTER TABLE {TABLE} ALTER {column} SET COMPRESSION lz4")
    schema_editor.execute(f"ALTER TABLE {TABLE} ALTER letters SET STORAGE EXTERNAL")
    # To count words nobody needs statistics of them, which take long to make.
    for column in ("keys", "words", "letters"):
        schema_editor.execute(f"ALTER TABLE {TABLE} ALTER {column} SET STATISTICS 0")
    schema_editor.execute(f"CREATE INDEX search_keys ON {TABLE} USING gin (keys)")
    sample = f"CREATE INDEX search_sample ON {TABLE} USING gin (keys) WHERE item_id % 16 = 0"
    schema_editor.execute(sample, params=None)  # a sign of percent is one


class Migration(migrations.Migration):
    """The table is emptied: the first change of an item, or `gongkai rebuild-search`, fills it anew."""

    dependencies = [("search", "0005_further_columns")]

    operations = [
        migrations.DeleteModel(name="SearchDocument"),
        migrations.CreateModel(
            name="SearchGroup",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("body_id", models.BigIntegerField()),
                ("column_id", models.BigIntegerField()),
                ("further", gongkai.search.models.Keys(null=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("topic", models.CharField(blank=True, max_length=60)),
                ("validity", models.CharField(blank=True, max_length=20)),
                ("ceased_on", models.DateField(null=True)),
                ("holds_until", models.DateField()),
            ],
            options={"verbose_name": "检索分组", "verbose_name_plural": "检索分组"},
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("item_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("group_key", models.BigIntegerField()),
                ("published_on", models.DateField()),
                ("form", models.CharField(max_length=20)),
                ("keys", gongkai.search.models.Lexemes()),
                ("words", gongkai.search.models.Lexemes()),
                ("letters", models.TextField()),
            ],
            options={
                "verbose_name": "检索文档",
                "verbose_name_plural": "检索文档",
                "indexes": [models.Index(fields=["-published_on", "-item_id"], name="search_newest")],
            },
        ),
        migrations.RunPython(lay_out_on_postgresql, migrations.RunPython.noop),
    ]
