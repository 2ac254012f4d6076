"""The deployment's settings for a server that a test starts, without collected styles."""

from gongkai.config.settings import *  # noqa: F403
from gongkai.config.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
