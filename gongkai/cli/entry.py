"""`gongkai COMMAND …`: Django's commands under one name, with dashes as people type them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError


def main() -> None:
    """Run one command; what cannot be done is one line on stderr and exit 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    arguments = [*sys.argv]
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    try:
        execute_from_command_line(arguments)
    except DatabaseError as error:
        sys.exit(_refuse(f"数据库不可用：{str(error).splitlines()[0]}"))
    except (ImproperlyConfigured, OSError) as error:
        sys.exit(_refuse(str(error)))


def _refuse(reason: str) -> int:
    print(f"gongkai: {reason}", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    main()
