"""A secret that one machine makes for itself and keeps."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def new_secret() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(64)


def kept_secret(path: Path, *, make: Callable[[], str] = new_secret) -> str:
    """
    Return the secret kept in `path`, making it (readable by the owner alone) when it is not there yet.

    Two processes starting at once agree: the file is written beside and linked into place.
    """
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(make())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("ascii")
