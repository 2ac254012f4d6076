"""A real SMTP server (aiosmtpd) that takes, refuses or puts off what is sent to it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller


@dataclass
class Postman:
    """What was sent, and what the server answers next."""

    port: int = 0
    answers_recipient: str = "250 OK"
    answers_data: str = "250 OK"
    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: N802
        if self.answers_recipient.startswith("250"):
            envelope.rcpt_tos.append(to)
            self.recipients.append(to)
        return self.answers_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers_data.startswith("250"):
            self.taken.append(envelope.content)
        return self.answers_data

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, read."""
        read = [message_from_bytes(raw, policy=policy.default) for raw in self.taken]
        return cast("list[EmailMessage]", read)


@contextmanager
def running() -> Iterator[Postman]:
    """Run the server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        postman = Postman(port=free.getsockname()[1])
    controller = Controller(postman, hostname="127.0.0.1", port=postman.port)
    controller.start()
    try:
        yield postman
    finally:
        controller.stop()
