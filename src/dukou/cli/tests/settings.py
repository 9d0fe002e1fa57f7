"""The house with one more pack section, notes, so that these tests do not depend on what the rooms' own packs look like."""

import os
from pathlib import Path

from dukou.settings import *  # noqa: F403
from dukou.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "dukou.cli.tests.noted.Noted"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # passwords of tests protect nothing
CHART_BUNDLE = Path(os.environ["TESTS_CHART_BUNDLE"]) if "TESTS_CHART_BUNDLE" in os.environ else None
