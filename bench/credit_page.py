"""The counterfactual page of a firm: every point explained and what would raise the grade, twelve records in a field, 1,000 firms about.

Measured is CPU time of this process for whole requests of a signed-in officer, whose look is noted once a day. Beside it stand the ways up
alone (without the page) and a page of the register of the same home. The bar of the issue is 50 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

BAR, ROUNDS, FIRMS, RECORDS = 0.05, 25, 1_000, 12
PAGE = "/credit/firms/e1/tax/"


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        client = _client(Path(folder))
        _fill()
        page, ways = _timed(lambda: _got(client, PAGE)), _timed(_ways)
        floor = _timed(lambda: _got(client, "/enterprises/"))
    met = page <= BAR
    print(f"counterfactual page, {RECORDS} records ≤ {BAR * 1000:.0f} ms | {page * 1000:.0f} ms of CPU | {BAR / page:.2f} | {_met(met)}")
    print(f"(no bar) the ways up alone | {ways * 1000:.1f} ms | {ways / page:.2f} of the page | —")
    print(f"(no bar) a page of the register | {floor * 1000:.0f} ms | {page / floor:.2f} times as much | —")
    return 0 if met else 1


def _met(met: bool) -> str:
    return "met" if met else "missed"


def _timed(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken[1:])  # the first reads texts and templates


def _got(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def _client(folder: Path) -> Any:
    """A signed-in officer in a home with the shipped pack and a crowd of made-up firms."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from dukou.accounts.core.roles import Role
    from dukou.accounts.tests import cast
    from dukou.cli.statics import write_statics
    from dukou.enterprises.tests import crowd
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import Actor
    from dukou.kit.core.homes import Home

    Home(folder).prepare()
    write_statics(Home(folder))
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    crowd.build(FIRMS)
    load_pack(by=Actor("cli", "bench"), path=Path(__file__).parents[1] / "packs" / "dadukou")
    client = Client(raise_request_exception=True)
    client.force_login(cast.person("officer", Role.INDUSTRY_OFFICER), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def _fill() -> None:
    """Records of the first firm in the field of tax, and two gradings of it."""
    from django.utils import timezone

    from dukou.accounts.queries import command_line_viewer
    from dukou.credit.actions import credit_records, grades
    from dukou.credit.core.entering import Entered
    from dukou.credit.queries.fields import field_named

    by, today, field = command_line_viewer("bench"), timezone.localdate(), field_named("tax")
    grades.run(by=by, field="tax")
    sorts = [sort.key for sort in field.sorts if sort.kind.is_adverse]
    for number in range(RECORDS):
        told = Entered(sorts[number % len(sorts)], f"虚构{number}号", today - timedelta(days=40 * number), "虚构事由", "虚构文书")
        credit_records.enter(by=by, enterprise="e1", field="tax", entered=told)
    grades.run(by=by, field="tax")


def _ways() -> None:
    from django.utils import timezone

    from dukou.credit.core.ways_up import ways_up
    from dukou.credit.queries.fields import field_named
    from dukou.credit.queries.grades import live

    now = live(1, field_named("tax"), timezone.localdate())
    ways_up(now.scheme, now.held, now.says, now.on)


if __name__ == "__main__":
    sys.exit(main())
