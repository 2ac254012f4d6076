"""A real IMAP server (Debian's dovecot) on a private port, as the user who runs the tests."""

import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from imaplib import IMAP4
from pathlib import Path
from urllib.parse import quote

from django.utils.timezone import now

PROGRAM = "/usr/sbin/dovecot"
USER, PASSWORD = "ysq@haicheng.example", "授权码 with @odd/ signs"
CONFIG = """
protocols = imap
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
mail_location = maildir:{home}/mail
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = {uid}
first_valid_gid = {gid}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth-worker {{
  user = {user}
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass(frozen=True)
class Server:
    """A mailbox that is there to be read."""

    home: Path
    port: int

    @property
    def url(self) -> str:
        """The address as the environment names it."""
        return f"imap://{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/INBOX"

    def client(self) -> IMAP4:
        """Open a connection of one's own, logged in."""
        client = IMAP4("127.0.0.1", self.port)
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        return client

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """Put a mail into the mailbox."""
        client = self.client()
        client.append(folder, "", now(), raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        client.logout()

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        """Return the flags of every mail in a folder; none for a folder that is not there."""
        client = self.client()
        _, answer = client.select(folder, readonly=True)
        found = client.fetch("1:*", "(FLAGS)")[1] if answer[0] not in (None, b"0") else []
        client.logout()
        return [line for line in found if isinstance(line, bytes)]

    def renumber(self) -> None:
        """Give every mail another UID, as a server does whose mailbox was restored."""
        for path in (self.home / "mail").glob("dovecot.index*"):
            path.unlink()
        uids = self.home / "mail" / "dovecot-uidlist"
        head, _, rest = uids.read_text().partition("\n")
        uids.write_text(re.sub(r"V(\d+)", lambda found: f"V{int(found[1]) + 1}", head) + "\n" + rest)

    def empty(self) -> None:
        """Take all mails and folders away."""
        shutil.rmtree(self.home / "mail", ignore_errors=True)


def start(home: Path) -> tuple[Server, subprocess.Popen[bytes]]:
    """Start the server and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    person = pwd.getpwuid(os.geteuid() or pwd.getpwnam("nobody").pw_uid)  # dovecot refuses root's mail
    uid, gid = person.pw_uid, person.pw_gid
    user, group = person.pw_name, grp.getgrgid(gid).gr_name
    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(home=home, user=user, group=group, uid=uid, gid=gid, port=port), encoding="utf-8"
    )
    (home / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD.replace(':', '')}::::::\n", encoding="utf-8")
    if os.geteuid() == 0:
        for path in (home, *home.iterdir()):
            os.chown(path, uid, gid)
    drop = {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], stderr=subprocess.DEVNULL, **drop)
    server = Server(home, port)
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            server.client().logout()
        except (OSError, IMAP4.error):
            time.sleep(0.1)
        else:
            return server, process
    log = home / "log"
    said = log.read_text("utf-8", "replace") if log.exists() else ""
    process.kill()
    raise RuntimeError(f"dovecot did not start as {user}: {said[-800:]}")
