"""The command line as a Django app."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """A door without models."""

    name = "dukou.cli"
