"""Where an annual report stands; whether the public sees it is told by its item."""

from django.db import models


class State(models.TextChoices):
    """Where a report stands; the codes are stored for ever."""

    DRAFT = "draft", "编制中"
    FROZEN = "frozen", "已定稿"
    SUBMITTED = "submitted", "已送审"
    PUBLISHED = "published", "已公布"


class Origin(models.TextChoices):
    """Where the numbers of a report come from."""

    FILLED = "filled", "系统取数"
    ENTERED = "entered", "手工录入"
    READ = "read", "读取旧报告"


# Numbers and words stand still; only a correction, as a new edition, can change them.
FIXED = (State.FROZEN, State.SUBMITTED, State.PUBLISHED)
