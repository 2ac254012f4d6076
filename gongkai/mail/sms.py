"""Text messages: the one method that a gateway has, and one that writes to a file, for trials and tests."""

import json
import os
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

FILE = "file"


class NotTaken(Exception):
    """The gateway did not take a message; `for_now` when it may take it later. It names no number."""

    def __init__(self, reason: str, *, for_now: bool) -> None:
        super().__init__(reason)
        self.for_now = for_now


class Gateway(Protocol):
    """What hands a text message to a network; a gateway of one's own is named in GONGKAI_SMS."""

    def send(self, number: str, text: str) -> str:
        """
        Hand over one message and return the gateway's own number for it, or nothing.

        :raises NotTaken: it was not taken
        """
        ...


class FileGateway:
    """Writes messages as JSON lines to HOME/sms, one file for each day, readable by the owner alone."""

    def send(self, number: str, text: str) -> str:
        """Append one line."""
        now = localtime()
        folder = Path(settings.HOME) / "sms"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{now:%Y-%m-%d}.jsonl"
        line = json.dumps({"at": now.isoformat(), "number": number, "text": text}, ensure_ascii=False)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(line + "\n")
        return ""


def gateway() -> Gateway | None:
    """Return the gateway of this deployment; None when it sends no text messages."""
    if not settings.GONGKAI_SMS:
        return None
    if settings.GONGKAI_SMS == FILE:
        return FileGateway()
    return cast(Gateway, import_string(settings.GONGKAI_SMS)())
