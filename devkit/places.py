"""Where things are in this checkout, and the environment in which its programs run."""

import os
from pathlib import Path

from devkit.terminal import Trouble

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
GONGKAI = VENV / "bin" / "gongkai"
REQUIREMENTS = ROOT / "requirements"


def setting(name: str) -> str | None:
    """Return a setting from the environment, else from `.env` in the checkout, as the program reads it."""
    if name in os.environ:
        return os.environ[name]
    dotenv = ROOT / ".env"
    if not dotenv.is_file():
        return None
    for line in dotenv.read_text(encoding="utf-8").splitlines():
        key, mark, value = line.partition("=")
        if mark and key.removeprefix("export ").strip() == name:
            return value.strip().strip("\"'")
    return None


def home() -> Path:
    """
    Return the folder of everything the program writes (`GONGKAI_HOME`), made if it is not there.

    :raises Trouble: it cannot be made or written to
    """
    folder = Path(setting("GONGKAI_HOME") or ROOT / "var").expanduser()
    folder = folder if folder.is_absolute() else ROOT / folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"The folder {folder} (GONGKAI_HOME) cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Trouble(f"The folder {folder} (GONGKAI_HOME) is not yours to write to.")
    return folder


def demo_accounts() -> Path:
    """Return the file that lists the accounts of the demo; there only when the demo was loaded."""
    return home() / "demo-accounts.txt"


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a program of the virtual environment, with `more` on top."""
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONHOME", "PYTHONPATH"}}
    env["VIRTUAL_ENV"] = str(VENV)
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["PYTHONUNBUFFERED"] = "1"
    return env | more
