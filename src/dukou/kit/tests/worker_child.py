"""A real worker in a process of its own, for tests: `python worker_child.py DATABASE LEASE_SECONDS`.

Its tasks say `started` on stdout and go on when a line comes in on stdin, so that a test can stop or kill it in mid-task.
"""

from __future__ import annotations

import faulthandler
import sys
from datetime import timedelta


def pause_in_mid_task() -> None:
    """Tell the test where we are and wait for it."""
    print("started", flush=True)
    sys.stdin.readline()


def main(database: str, lease_seconds: int) -> None:
    """Work on `database` until told to stop; a test that goes astray ends after a minute."""
    faulthandler.dump_traceback_later(60, exit=True)
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from dukou.kit.jobs.worker import Worker
    from dukou.kit.tests.tasks import declare

    declare(pause_in_mid_task)
    worker = Worker(lease=timedelta(seconds=lease_seconds), idle_seconds=0.05)
    worker.stop_on_signals()
    print("ready", flush=True)
    worker.run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
