"""Two made-up firms with an agent each and two made-up banks, under the shipped pack; consents and looks between them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.actions import consents, look_ups
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import Consent
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor

NOW = datetime(2026, 7, 8, 2, tzinfo=UTC)
DAY = date(2026, 7, 8)
ITEMS = ("age", "status")
BANKS = ("bank-a", "bank-b")


def district() -> list[Enterprise]:
    """The firms; their organisations are `firm-0` and `firm-1`."""
    load_pack(by=Actor("cli", "tester"), path=settings.SHIPPED_PACKS / "dadukou", now=NOW)
    rows = made_up.register("虚构三人制罐公司", "虚构旁观公司")
    for number, row in enumerate(rows):
        cast.organisation(f"firm-{number}", OrganisationKind.ENTERPRISE)
        row.organisation = Organisation.objects.get(key=f"firm-{number}")
        row.founded_on, row.status = date(2023, 3, 1), "active"
        row.save(update_fields=["organisation", "founded_on", "status"])
    for bank in BANKS:
        cast.organisation(bank, OrganisationKind.BANK)
    return rows


def agent(number: int = 0) -> Viewer:
    """Who acts for a firm."""
    name = f"agent-{number}"
    known = Person.objects.filter(username=name).first()
    return viewer_of(known or cast.person(name, Role.ENTERPRISE_AGENT, at=f"firm-{number}"), DAY)


def banker(bank: str = "bank-a") -> Viewer:
    """An officer of a bank."""
    known = Person.objects.filter(username=f"{bank}-officer").first()
    return viewer_of(known or cast.person(f"{bank}-officer", Role.BANK_OFFICER, at=bank), DAY)


def officer() -> Viewer:
    """An officer of the office that rules."""
    known = Person.objects.filter(username="officer").first()
    return viewer_of(known or cast.person("officer", Role.INDUSTRY_OFFICER, at="office"), DAY)


def consented(firm: Enterprise, by: Viewer, **more: Any) -> Consent:
    """A consent of the firm to bank A, to two looks at two items in 31 days, unless told otherwise."""
    told: dict[str, Any] = {"bank": "bank-a", "purpose": Purpose.BEFORE, "items": ITEMS, "looks": 2}
    told |= {"from_on": DAY, "until_on": DAY + timedelta(days=30)}
    return consents.give(by=by, enterprise=firm.key, consented=Consented(**(told | more)), now=NOW)


def look(row: Consent, by: Viewer, now: datetime = NOW, **more: Any) -> look_ups.Looked:
    """A look under it."""
    return look_ups.look(by=by, consent=row.pk, why="贷前审查", now=now, **more)
