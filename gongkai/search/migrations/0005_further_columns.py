from django.db import migrations

import gongkai.search.models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_misses_and_own_synonyms")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="further",
            field=gongkai.search.models.Keys(null=True),
        ),
    ]
