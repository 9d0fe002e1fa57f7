"""A firm's portrait of thirty-odd items with its values, and a bank's look under a consent with its audit event; 1,000 firms about.

Measured is CPU time of this process. Page: whole requests of the firm's signed-in agent, beside a page of the register of the same home.
Look: the act, once with ten items that a bank asks as a rule and once with every item that it can be told, beside a bare audit event in a
transaction of its own. The bars of the issue are 50 ms and 5 ms.
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

PAGE_BAR, LOOK_BAR, ROUNDS, FIRMS, LOOKS = 0.05, 0.005, 25, 1_000, 60
FEW = ("status", "age", "abnormal", "revenue", "staff", "net-profit", "tax-paid", "tax-arrears", "insured", "high-tech")


def main() -> int:
    """Print `bar | measured | ratio | met`; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        os.environ |= {"DUKOU_HOME": folder, "DJANGO_SETTINGS_MODULE": "dukou.settings"}
        agent, officer = _clients(Path(folder))
        few, every = _consents()
        page, register = _timed(lambda: _got(agent, "/finance/portrait/e1/")), _timed(lambda: _got(officer, "/enterprises/"))
        look, whole, event = _timed(lambda: _look(few)), _timed(lambda: _look(every)), _timed(_event)
    met = page <= PAGE_BAR and look <= LOOK_BAR
    print(f"portrait page ≤ {PAGE_BAR * 1000:.0f} ms | {page * 1000:.0f} ms of CPU | {PAGE_BAR / page:.2f} | {_met(page <= PAGE_BAR)}")
    print(f"(no bar) a page of the register | {register * 1000:.0f} ms | {page / register:.2f} times as much | —")
    print(
        f"consented look at {len(FEW)} items ≤ {LOOK_BAR * 1000:.0f} ms | {look * 1000:.1f} ms of CPU | {LOOK_BAR / look:.2f}"
        f" | {_met(look <= LOOK_BAR)}"
    )
    print(f"(no bar) a look at every item | {whole * 1000:.1f} ms | {LOOK_BAR / whole:.2f} of the bar | —")
    print(f"(no bar) a bare audit event | {event * 1000:.1f} ms | {look / event:.1f} times as much in a look | —")
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


def _clients(folder: Path) -> tuple[Any, Any]:
    """The firm's agent and an officer in a home with the shipped pack and a crowd of made-up firms, the first with figures of two years."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from dukou.accounts.core.roles import Role
    from dukou.accounts.models import Organisation
    from dukou.accounts.tests import cast
    from dukou.cli.statics import write_statics
    from dukou.enterprises.models import Enterprise
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
    clients = []
    for person in (cast.agent("agent", "firm")[0], cast.person("officer", Role.INDUSTRY_OFFICER)):
        clients.append(Client(raise_request_exception=True))
        clients[-1].force_login(person, backend="dukou.accounts.auth.PasswordSignIn")
    Enterprise.objects.filter(key="e1").update(organisation=Organisation.objects.get(key="firm"))
    _state()
    return clients[0], clients[1]


def _state() -> None:
    """Figures and statements of the first firm, so that there is something to tell."""
    from django.utils import timezone

    from dukou.enterprises.models import Enterprise
    from dukou.enterprises.tests import made_up
    from dukou.figures.core.claims import ClaimKind

    firm, year = Enterprise.objects.get(key="e1"), timezone.localdate().year - 1
    for back in range(2):
        for indicator, value, kind in (("revenue", "990万元", ClaimKind.FINAL), ("staff", "12人", ClaimKind.REPORTED)):
            made_up.report(firm, year - back, value, kind, indicator=indicator)


def _consents() -> tuple[int, int]:
    from django.utils import timezone

    from dukou.accounts.core.kinds import OrganisationKind
    from dukou.accounts.core.roles import Role
    from dukou.accounts.models import Person
    from dukou.accounts.queries import viewer_of
    from dukou.accounts.tests import cast
    from dukou.finance.actions import consents
    from dukou.finance.actions.consents import Consented
    from dukou.finance.core.kinds import Purpose, ToBank
    from dukou.finance.queries.products import portrait_items

    today = timezone.localdate()
    cast.organisation("bank", OrganisationKind.BANK)
    cast.person("banker", Role.BANK_OFFICER, at="bank")
    by = viewer_of(Person.objects.get(username="agent"), today)
    every = [key for key, item in portrait_items().items() if item.to_bank is not ToBank.NEVER]
    given = []
    for items in (FEW, every):
        told = Consented("bank", Purpose.BEFORE, items, today, today + timedelta(days=30), LOOKS)
        given.append(consents.give(by=by, enterprise="e1", consented=told).pk)
    return given[0], given[1]


def _look(consent: int) -> None:
    from django.utils import timezone

    from dukou.accounts.models import Person
    from dukou.accounts.queries import viewer_of
    from dukou.finance.actions import look_ups

    global _BANKER
    _BANKER = _BANKER or viewer_of(Person.objects.get(username="banker"), timezone.localdate())
    look_ups.look(by=_BANKER, consent=consent, why="受理企业的贷款申请")


def _event() -> None:
    from django.db import transaction

    from dukou.audit.actions import record
    from dukou.kit.core.actors import Actor

    with transaction.atomic():
        record(by=Actor("cli", "bench"), act="look_ups.look", subject=("consent", "1"), after={"number": 1, "items": list(FEW)})


_BANKER: Any = None

if __name__ == "__main__":
    sys.exit(main())
