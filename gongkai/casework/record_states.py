"""Where a request to correct one's own records stands (信息更正, 条例第四十一条)."""

from django.db import models


class RecordState(models.TextChoices):
    """The states of a record correction; the codes are stored for ever."""

    RECEIVED = "received", "已受理"
    CORRECTED = "corrected", "已更正，待告知"
    TRANSFERRED = "transferred", "已转送，待告知"
    REFERRED = "referred", "非本机关处理，待告知"
    REFUSED = "refused", "不予更正，待告知"
    TOLD = "told", "已告知"


DECIDED = (RecordState.CORRECTED, RecordState.TRANSFERRED, RecordState.REFERRED, RecordState.REFUSED)
