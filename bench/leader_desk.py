"""The leader's desk over 100,000 claims against 1,000: the page as the view makes it, two homes in turn in one process.

Measured is CPU time of this process, of whole requests of a signed-in leader, once caches are warm.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

BAR = 3.0
FEW, MANY = 1_000, 100_000
ROUNDS = 15
DESK = "/desks/leader/?known_on=2024-07-08"


def main() -> int:
    """Print `bar | measured | ratio | met` and the numbers of queries; 1 where the bar is missed or these differ."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        client = _client(Path(folder))
        homes = [_filled(Path(folder), claims) for claims in (FEW, MANY)]
        queries = [_queries(client, home) for home in homes]  # also warms caches
        rounds = [[_cpu(client, home) for home in homes] for _ in range(ROUNDS)]
    few, many = (median(times) for times in zip(*rounds, strict=True))
    met, ratio = queries[0] == queries[1] and many <= BAR * few, many / few
    print(
        f"leader's desk, {MANY:,} claims ≤ {BAR:.0f} × {FEW:,} | {many * 1000:.0f} ms of CPU against {few * 1000:.0f} ms "
        f"| {ratio:.2f} | {'met' if met else 'missed'}"
    )
    print(
        f"(same bar) number of queries, {MANY:,} claims = {FEW:,} | {queries[1]} against {queries[0]} | {queries[1] / queries[0]:.2f} | —"
    )
    return 0 if met else 1


def _client(folder: Path) -> Any:
    """A signed-in leader in an empty home with its page files."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from dukou.accounts.core.roles import Role
    from dukou.accounts.tests import cast
    from dukou.cli.statics import write_statics
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    write_statics(Home(folder))
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=True)
    client.force_login(cast.person("leader", Role.LEADER), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def _filled(folder: Path, claims: int) -> Path:
    """A copy of the home's database with so many claims."""
    from django.conf import settings
    from django.db import connection, transaction

    from dukou.web.tests.crowd import build

    connection.close()  # the write-ahead log goes into the file
    base = folder / f"{claims}.sqlite3"
    shutil.copy(settings.HOME.database, base)
    with _opened(base), transaction.atomic():
        build(folder, claims)
    return base


@contextmanager
def _opened(base: Path) -> Iterator[None]:
    """Let Django speak to this database inside the block."""
    from django.db import connection

    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], base
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _queries(client: Any, base: Path) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with _opened(base):
        client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(DESK)
    if answer.status_code != 200:
        raise SystemExit(f"the desk answered {answer.status_code}")
    return len(asked)


def _cpu(client: Any, base: Path) -> float:
    """CPU seconds of one desk, on a connection that is open already."""
    with _opened(base):
        client.get(DESK)
        start = time.process_time()
        client.get(DESK)
        return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
