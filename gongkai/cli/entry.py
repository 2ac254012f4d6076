"""`gongkai COMMAND …`: Django's commands under one name, with dashes as people type them."""

import os
import sys
import warnings

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from gongkai.cli.usage import Commands, refuse

NO_TABLES = ("no such table", "no such column", "does not exist")


def main() -> None:
    """Run one command; what cannot be done is one line on stderr and exit 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    _keep_warnings_off()
    arguments = [*sys.argv]
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    try:
        Commands(arguments).execute()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(refuse("已中断。"))
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go; Python would complain of it once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(refuse("输出没有写完：接收的一方已经关闭。"))
    except Exception as error:  # an exit code of 1 would say that something was found
        if "--traceback" in arguments:
            raise
        sys.exit(refuse(_told(error, arguments)))


def _keep_warnings_off() -> None:
    """Leave stderr to what we say ourselves, in the processes that a command starts, too."""
    if not sys.warnoptions:
        sys.warnoptions.append("ignore")
        warnings.simplefilter("ignore")


def _told(error: Exception, arguments: list[str]) -> str:
    """Say what went wrong in the words of those who run commands."""
    if isinstance(error, DatabaseError):
        if any(words in str(error) for words in NO_TABLES):
            return "数据库还没有建好或者不是这一版本的，请先运行 gongkai migrate。"
        return f"数据库不可用：{str(error).splitlines()[0]}"
    if isinstance(error, (ImproperlyConfigured, OSError)):
        return str(error)
    command = " ".join(["gongkai", *arguments[1:2]]).replace("_", "-")
    return (
        f"程序出错（{type(error).__name__}：{error}）。加上 --traceback 再运行 {command} 可以看到出错的位置。"
    )


if __name__ == "__main__":
    main()
