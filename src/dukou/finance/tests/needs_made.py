"""Two made-up firms with an agent each, two made-up banks with an officer each, an office, and a tea loan that they apply for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.actions import answers, applications, consents, needs
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose, Repayment
from dukou.finance.models import Application, BankAnswer, Consent, Need
from dukou.finance.tests import products_made

NOW = datetime(2026, 9, 28, 2, tzinfo=UTC)  # Monday 28 September 2026, 10 in the morning in the district
DAY = date(2026, 9, 28)
BANKS = ("bank-a", "bank-b")
# Thursday 1 to Thursday 8 October are days off, and Saturday 10 October is worked for one of them.
_REST = "{name: {zh: 虚构的节, en: made-up week}, from: 2026-10-01, until: 2026-10-08, make_up: [2026-10-10]}"
CALENDARS = "calendars:\n" + "".join(
    f"  - {{key: made-{year}, calendar: made, year: {year}, holidays: [{_REST if year == 2026 else ''}]}}\n" for year in range(2025, 2029)
)
PROFILE = """
name: {zh: 虚构时限（非官方）, en: made-up clocks (unofficial)}
official: false
order: 1
source: {zh: 虚构, en: made up}
calendar: made
convention: {office: ["09:00-12:00", "14:00-18:00"]}
grades:
  application:
    name: {zh: 融资申请, en: application}
    clocks:
      bank_answer: {name: {zh: 银行答复, en: bank's answer}, within: 10 workdays, expiry: escalate, may_pause: false}
  dispute: {name: {zh: 异议, en: dispute}, clocks: {dispute_ruled: {name: {zh: 答复异议, en: ruled}, within: 7 workdays}}}
ladder:
  - {rung: reminder, before: 3 workdays}
  - {rung: urge, after: 1 workdays}
  - {rung: supervise, after: 3 workdays}
  - {rung: leader, after: 5 workdays}
"""
FILES = {"calendars.yaml": CALENDARS, "profiles/tea.yaml": PROFILE}


def district(folder: Path, files: dict[str, str] | None = None) -> list[Enterprise]:
    """The two firms, under the made-up pack."""
    products_made.load(folder, FILES | (files or {}))
    rows = made_up.register("虚构三人制罐公司", "虚构旁观公司")
    for number, row in enumerate(rows):
        cast.organisation(f"firm-{number}", OrganisationKind.ENTERPRISE)
        row.organisation = Organisation.objects.get(key=f"firm-{number}")
        row.save(update_fields=["organisation"])
    for bank in BANKS:
        cast.organisation(bank, OrganisationKind.BANK)
    return rows


def somebody(name: str, role: Role, at: str) -> Viewer:
    """Somebody with a role in an organisation, made once."""
    return viewer_of(Person.objects.filter(username=name).first() or cast.person(name, role, at=at), DAY)


def agent(number: int = 0) -> Viewer:
    """Who acts for a firm."""
    return somebody(f"agent-{number}", Role.ENTERPRISE_AGENT, f"firm-{number}")


def banker(bank: str = "bank-a") -> Viewer:
    """An officer of a bank."""
    return somebody(f"{bank}-officer", Role.BANK_OFFICER, bank)


def officer() -> Viewer:
    """An officer of the industry office, who keeps finance."""
    return somebody("keeper", Role.INDUSTRY_OFFICER, "office")


def consented(firm: Enterprise, by: Viewer, **more: Any) -> Consent:
    """A consent for use before a loan."""
    told: dict[str, Any] = {"bank": "bank-a", "purpose": Purpose.BEFORE, "items": ("status",), "looks": 2}
    told |= {"from_on": DAY, "until_on": DAY + timedelta(days=60)}
    return consents.give(by=by, enterprise=firm.key, consented=Consented(**(told | more)), now=NOW)


def posted(firm: Enterprise, by: Viewer, amount: str = "99万元", **more: Any) -> Need:
    """A need."""
    told: dict[str, Any] = {"term_months": 12, "purpose": "采购订单原料", "now": NOW} | more
    return needs.post(by=by, enterprise=firm.key, amount=amount, **told)


def sent(need: Need, by: Viewer, consent: Consent, **more: Any) -> Application:
    """The need sent to the bank of the consent."""
    told: dict[str, Any] = {"bank": consent.bank.key, "product": "tea", "now": NOW} | more
    return applications.send(by=by, need=need.pk, consent=consent.pk, **told)


def offered(row: Application, by: Viewer, **more: Any) -> BankAnswer:
    """An offer."""
    told: dict[str, Any] = {"amount": "90万元", "rate": 365, "fee": "500元", "term_months": 12, "repayment": Repayment.EQUAL}
    told |= {"valid_until": DAY + timedelta(days=30), "now": NOW}
    return answers.offer(by=by, number=row.pk, **(told | more))


def refused(row: Application, by: Viewer, now: datetime = NOW) -> BankAnswer:
    """A refusal."""
    return answers.refuse(by=by, number=row.pk, reason="too-wet", words="茶叶含水偏高", now=now)
