"""The house with one more pack section, notes, so that these tests do not depend on what the rooms' own packs look like."""

from mach_settings import *  # noqa: F403
from mach_settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "dukou.cli.tests.noted.Noted"]
