"""An app that brings the kit's test sections into a real process, and a way to stop that process in the middle of a load."""

from __future__ import annotations

import sys

from django.apps import AppConfig


class Noted(AppConfig):
    """A note called `pause` says `paused` on stdout and waits for a line on stdin."""

    name = "dukou.cli.tests"
    label = "noted"

    def ready(self) -> None:
        """Register the sections, and the test tasks for workers."""
        from dukou.kit.packfiles.reading import Contents
        from dukou.kit.packfiles.sections import SECTIONS, Change, Loading
        from dukou.kit.tests.notes import Notes, Topics
        from dukou.kit.tests.tasks import declare

        class PausingNotes(Notes):
            def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
                super().write(changes, contents, loading)
                if any(change.key == "pause" for change in changes):
                    print("paused", flush=True)
                    sys.stdin.readline()

        SECTIONS.add("topics", Topics())
        SECTIONS.add("notes", PausingNotes())
        declare()
