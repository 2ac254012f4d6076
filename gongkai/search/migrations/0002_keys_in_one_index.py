import gongkai.search.models
from django.db import migrations, models

TABLE = "search_searchdocument"


def lay_out_on_postgresql(apps, schema_editor):
    """Index what things are found by; keep it, and what stands beside rows, quick to open."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        has_lz4 = cursor.fetchone() == (True,)
    if has_lz4:
        schema_editor.execute(f"ALTER TABLE {TABLE} ALTER keys SET COMPRESSION lz4")
    schema_editor.execute(f"ALTER TABLE {TABLE} ALTER letters SET STORAGE EXTERNAL")
    schema_editor.execute(f"DROP INDEX IF EXISTS search_words")
    schema_editor.execute(f"CREATE INDEX search_keys ON {TABLE} USING gin (keys)")


def forget_rows(apps, schema_editor):
    """Empty the table: the first change of an item, or `gongkai rebuild-search`, fills it anew."""
    apps.get_model("search", "SearchDocument").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [("search", "0001_first_tables")]

    operations = [
        migrations.RunPython(forget_rows, migrations.RunPython.noop),
        migrations.RemoveField(model_name="searchdocument", name="pairs"),
        migrations.AddField(
            model_name="searchdocument",
            name="keys",
            field=gongkai.search.models.Lexemes(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="topic",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="holds_until",
            field=models.DateField(default="9999-12-31"),
            preserve_default=False,
        ),
        migrations.RunPython(lay_out_on_postgresql, migrations.RunPython.noop),
    ]
