"""How far a remedy is."""

from django.db import models


class State(models.TextChoices):
    """Where a review or suit stands."""

    FILED = "filed", "已受理"
    ANSWERED = "answered", "已答辩"
    CONCLUDED = "concluded", "已审结"
