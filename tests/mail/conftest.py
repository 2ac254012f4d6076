"""A real IMAP server and a real SMTP server for the tests of mail."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mail import dovecot, smtp


@pytest.fixture(scope="session")
def imap_process() -> Iterator[dovecot.Server]:
    """Run dovecot for all tests; it is one of the Debian packages that the tests need."""
    home = Path(tempfile.mkdtemp(prefix="gongkai-imap-", dir="/tmp"))
    server, process = dovecot.start(home)
    yield server
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def imap(imap_process: dovecot.Server) -> dovecot.Server:
    """Give a mailbox with nothing in it."""
    imap_process.empty()
    return imap_process


@pytest.fixture
def postman(settings: Any) -> Iterator[smtp.Postman]:
    """Run a mail server, and let the program send through it."""
    with smtp.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "ysq@haicheng.example"
        settings.MAIL_GOES_OUT = True
        yield server
