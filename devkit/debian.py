"""Debian packages that the tests need: installed by itself as root or with sudo, else one command to type."""

import os
import shutil
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path

from devkit.terminal import Trouble, say

SHARED = ("/usr/lib/*-linux-gnu", "/usr/lib64", "/usr/lib", "/lib")


def _found(pattern: str) -> bool:
    return any(Path("/").glob(pattern.lstrip("/")))


def has_chromium() -> bool:
    """Tell whether a Chromium is there to test with."""
    return any(shutil.which(name) for name in ("chromium", "chromium-browser"))


def has_libatomic() -> bool:
    """Tell whether libatomic, which playwright's driver loads, is there."""
    return any(_found(f"{folder}/libatomic.so.1") for folder in SHARED)


def has_chinese_fonts() -> bool:
    """Tell whether Chinese system fonts are there: without them screenshots show boxes."""
    return _found("/usr/share/fonts/**/NotoSansCJK-Regular.ttc")


def has_postgres() -> bool:
    """Tell whether the programs of a PostgreSQL server are there."""
    return _found("/usr/lib/postgresql/*/bin/initdb")


def has_dovecot() -> bool:
    """Tell whether a dovecot with IMAP is there: the mailbox that the tests read from."""
    return Path("/usr/sbin/dovecot").exists() and Path("/usr/lib/dovecot/imap").exists()


def has_nginx() -> bool:
    """Tell whether an nginx is there: the tests put the shipped configuration before the site."""
    return Path("/usr/sbin/nginx").exists()


def has_wrk() -> bool:
    """Tell whether wrk, which asks for pages as a crowd would, is there."""
    return shutil.which("wrk") is not None


FOR_TESTS = {
    "chromium": has_chromium,
    "libatomic1": has_libatomic,
    "fonts-noto-cjk": has_chinese_fonts,
    "postgresql": has_postgres,
    "dovecot-imapd": has_dovecot,
    "nginx-light": has_nginx,
}


# What a part of the measurements needs besides.
FOR_MEASURING = {
    "serving": {"nginx-light": has_nginx, "wrk": has_wrk},
    "phone": {
        "nginx-light": has_nginx,
        "chromium": has_chromium,
        "libatomic1": has_libatomic,
        "fonts-noto-cjk": has_chinese_fonts,
    },
    "postgres": {"postgresql": has_postgres},
}


def missing_for_measuring(words: Collection[str]) -> list[str]:
    """Return the Debian packages that the measurements named need and this machine lacks."""
    parts = [part for part in FOR_MEASURING if part in words or not any(map(str.isalpha, words))]
    needed = {package: has for part in parts for package, has in FOR_MEASURING[part].items()}
    return [package for package, is_there in needed.items() if not is_there()]


def missing_for_tests() -> list[str]:
    """Return the Debian packages that the tests need and this machine lacks."""
    return [package for package, is_there in FOR_TESTS.items() if not is_there()]


def command(packages: Iterable[str]) -> str:
    """Return the command that a person types to install packages."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def may_install() -> bool:
    """Tell whether this user may install Debian packages without being asked for a password."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def install(packages: list[str], *, why: str) -> None:
    """
    Install Debian packages.

    :raises Trouble: this user may not, or apt-get failed
    """
    if not may_install():
        raise Trouble(f"{why}. Type: {command(packages)}")
    say(f"Installing Debian packages: {' '.join(packages)} …")
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    apt = [*prefix, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], capture_output=True, check=False, env=env)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=env,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["no message"]
        raise Trouble(f"apt-get could not install {' '.join(packages)}: {last[0]}")
