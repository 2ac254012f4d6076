"""The preparing commands of `dev.py run`, in the virtual environment and one process: Django starts once."""

import os
import sys
from io import StringIO

import django
from django.apps import apps
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from devkit.places import demo_accounts
from devkit.terminal import say


def main(steps: list[str]) -> int:
    """Do the steps (`database`, `static`); a failure is one line and exit 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
    try:
        if "database" in steps:
            _prepare_database()
        if "static" in steps:
            say("  static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
    except (CommandError, DatabaseError, OSError) as error:
        say(f"  {error}")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _prepare_database() -> None:
    """Migrate, and fill a database that has no body yet with the demo."""
    say("  database …")
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        # A new file holds nothing to lose: its 200 migrations need not wait for the disk one by one.
        connection.cursor().execute("PRAGMA synchronous=OFF")
    call_command("migrate", interactive=False, verbosity=0)
    is_empty = not apps.get_model("bodies", "Body").objects.exists()
    if is_empty and "load_demo" in get_commands():
        say("  demo year …")
        accounts = StringIO()
        call_command("load_demo", stdout=accounts)
        demo_accounts().write_text(accounts.getvalue(), encoding="utf-8")  # printed at every start
    if "rebuild_search" in get_commands():
        call_command("rebuild_search", if_needed=True, stderr=StringIO())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
