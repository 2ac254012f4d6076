"""The deployment's settings bent for tests: own folder, quick hashes, no queue, strict templates."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="gongkai-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ |= {  # over whatever a developer has in .env
    "GONGKAI_HOME": _home,
    "GONGKAI_SECRET_KEY": "only-for-tests",
    "GONGKAI_DEBUG": "false",
    "GONGKAI_HTTPS": "false",
    "GONGKAI_SEARCH": "tantivy",
    "GONGKAI_KEYS": "",
    "CLAMD_ADDRESS": "",
    "GONGKAI_IMAP_URL": "",
    "GONGKAI_EMAIL_URL": "",
    "GONGKAI_SMS": "",
    "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{_home}/db.sqlite3"),
}

from gongkai.config.settings import *  # noqa: E402, F403
from gongkai.config.settings import DATABASES, HOME, STORAGES, TEMPLATES  # noqa: E402
from tests.undefined import Undefined  # noqa: E402

(HOME / "static").mkdir()  # whitenoise warns of a folder that is not there; the live server asks the finders
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory, so that locks are as in a deployment; no waiting for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
