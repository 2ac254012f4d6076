"""The deployment's settings, with one address more: a bare view to compare with."""

from gongkai.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
