"""States of a letter (文书状态)."""

from django.db import models


class State(models.TextChoices):
    """How far a letter is; the codes are stored for ever."""

    DRAFT = "draft", "拟稿"
    SIGNED = "signed", "已定稿"
    DISPATCHED = "dispatched", "已发出"
    SERVED = "served", "已送达"
    RETURNED = "returned", "被退回"
    VOID = "void", "已作废"


# Went out at least once.
SENT = (State.DISPATCHED, State.SERVED, State.RETURNED)
# Its text and number are fixed.
FIXED = (State.SIGNED, *SENT)
