"""Take the kinds from the rule file, and let a number at hand be none."""

from django.db import migrations, models
from django.db.models import Q

import gongkai.ledger.models


class Migration(migrations.Migration):

    dependencies = [
        ("ledger", "0002_fees_kept_with_their_requests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=gongkai.ledger.models.kind_choices, max_length=30, verbose_name="类别"
            ),
        ),
        migrations.RemoveConstraint(model_name="ledgerentry", name="only_corrections_subtract"),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=Q(("quantity__gte", 0), ("corrects__isnull", False), _connector="OR"),
                name="only_corrections_subtract",
            ),
        ),
    ]
