"""The house with one more pack section, notes, so that these tests do not depend on what the rooms' own packs look like."""

from dukou.settings import *  # noqa: F403
from dukou.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "dukou.cli.tests.noted.Noted"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # passwords of tests protect nothing
