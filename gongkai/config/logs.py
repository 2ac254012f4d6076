"""What goes into the log: no secret that stands in an address, such as the token of a request."""

import logging
import re

SECRET = re.compile(r"(?<=/)[\w:=-]{20,}(?=[/?#.\s\"']|$)")  # a part of an address that nobody types or reads
PUT_INSTEAD = "…"


class WithoutSecrets(logging.Filter):
    """Puts a sign in the place of each secret part of an address, whoever writes the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without its secrets."""
        record.msg, record.args = SECRET.sub(PUT_INSTEAD, record.getMessage()), ()
        return True
