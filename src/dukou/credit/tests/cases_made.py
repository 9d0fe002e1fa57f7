"""The made-up district with clocks of repairs and disputes, an agent for each made-up firm, and a record that can be repaired."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.credit.actions import repairs
from dukou.credit.models import CreditCase, CreditRecord
from dukou.credit.tests import credit_made
from dukou.credit.tests.credit_made import DAY, NOW, entered
from dukou.enterprises.models import Enterprise

_REST = "{name: {zh: 虚构的节, en: made-up day}, from: 2026-10-01, until: 2026-10-02, make_up: []}"
_CALENDAR = "calendars:\n" + "".join(
    f"  - {{key: made-{year}, calendar: made, year: {year}, holidays: [{_REST if year == 2026 else ''}]}}\n" for year in range(2025, 2029)
)
_PROFILE = """name: {zh: 虚构时限, en: made-up clocks}
official: false
order: 3
source: {zh: 虚构, en: made up}
calendar: made
grades:
  repair:
    name: {zh: 信用修复, en: repair}
    clocks:
      repair_accepted: {name: {zh: 受理, en: accepted}, within: 3 workdays, expiry: escalate, may_pause: false}
      repair_ruled: {name: {zh: 决定, en: ruled}, within: 10 workdays, expiry: escalate}
  dispute:
    name: {zh: 异议, en: dispute}
    clocks:
      dispute_ruled: {name: {zh: 答复异议, en: dispute ruled}, within: 7 workdays, expiry: escalate}
ladder:
  - {rung: reminder, before: 1 workdays}
  - {rung: urge, after: 1 workdays}
  - {rung: leader, after: 3 workdays}
"""
EARLY = date(2026, 3, 2)  # a general breach of this day can be repaired from 2 June 2026 on
PROMISE = "今后依法按期申报"


def load(folder: Path, **changes: str) -> None:
    """The pack of `credit_made` with clocks."""
    told = {"credit": credit_made.FRAME + "profile: made\n", "profiles__made": _PROFILE, "calendars": _CALENDAR}
    credit_made.load(folder, now=NOW, **(told | changes))


def agent(firm: Enterprise, name: str = "") -> Viewer:
    """Somebody who acts for a firm."""
    username, own = name or f"agent-{firm.key}", f"org-{firm.key}"
    person, _ = cast.agent(username, own)
    firm.organisation = Organisation.objects.get(key=own)
    firm.save(update_fields=["organisation"])
    return viewer_of(person, DAY)


def bank() -> Viewer:
    """An officer of a bank."""
    return viewer_of(cast.person("banker", Role.BANK_OFFICER, at="bank"), DAY)


def fined(tax: Viewer, firm: Enterprise, number: str = "税罚1号", **more: Any) -> CreditRecord:
    """A fine of the tax office that can be repaired."""
    return entered(tax, firm, "fine", number, **({"on": EARLY} | more))


def asked(by: Viewer, row: CreditRecord, now: datetime = NOW, **more: Any) -> CreditCase:
    """An application for its repair."""
    told: dict[str, Any] = {"words": "已整改", "promise": PROMISE, "done_on": date(2026, 3, 20), "evidence": "缴款书 7 号"} | more
    return repairs.ask(by=by, record=row.pk, now=now, **told)


def granted(unit: Viewer, case: CreditCase, now: datetime = NOW, **more: Any) -> CreditCase:
    """The application accepted and granted."""
    repairs.accept(by=unit, number=case.pk, now=now)
    return repairs.grant(by=unit, number=case.pk, now=now, **({"confirms_duty": True} | more))
