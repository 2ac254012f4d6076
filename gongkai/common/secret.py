"""A secret that one machine makes for itself and keeps."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """
    Return the secret kept in `path`, making it (readable by the owner alone) when it is not there yet.

    Two processes starting at once agree: the file is written beside and linked into place.
    """
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("ascii")
