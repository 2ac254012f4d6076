"""The deployment's settings, with a bare view and Wagtail's index of the items to compare with."""

from gongkai.config.settings import *  # noqa: F403

# Wagtail's search answers only when it is there once: wagtail.search is modelsearch by another name.
INSTALLED_APPS = [*(app for app in INSTALLED_APPS if app != "modelsearch"), "bench"]  # noqa: F405
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
