"""`migrate` of the tests' homes: an empty database file becomes a copy of the first one that a worker's homes were migrated to.

A run is one tree, so that its migrations come to the same tables each time; making them takes four seconds of a processor and the suite
builds dozens of homes. The first is made step by step, and homes that tests build with the product's own settings are too.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connection


class Command(migrate.Command):
    """Django's own where the database is on a server, holds something already, or is the first."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, or take the copy."""
        told = os.environ.get("TESTS_MIGRATED")
        if not told or options["app_label"] or connection.vendor != "sqlite" or connection.introspection.table_names():
            super().handle(*args, **options)
        elif Path(told).exists():
            _copy(Path(told), is_kept=True)
        else:
            super().handle(*args, **options)
            _copy(Path(told), is_kept=False)


def _copy(kept: Path, *, is_kept: bool) -> None:
    """The home's database out of what is kept, or what is kept out of the home's; two processes at once each leave a whole file."""
    connection.ensure_connection()
    draft = kept if is_kept else kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(draft)) as file:
        if is_kept:
            file.backup(connection.connection)
        else:
            connection.connection.backup(file)
    draft.replace(kept)
