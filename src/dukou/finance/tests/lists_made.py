"""A made-up district for the white list, what banks offer, and plans. Nothing in it is about anybody real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.models import Case, ProfileText
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.actions import consents
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import ApplicationState, Purpose
from dukou.finance.models import Application, Consent, CreditLine, Need, ProductText
from dukou.finance.tests import products_made

NOW = datetime(2026, 7, 8, 2, tzinfo=UTC)
DAY, YEAR_END = date(2026, 7, 8), date(2026, 12, 31)
OLD, YOUNG = date(2022, 7, 1), date(2026, 3, 1)  # four full years, and none
WAN = 1_000_000  # fen of 万元
_AGE = {"subject": "enterprise", "since": "2024-01-01", "fact": "enterprise.age", "test": "it >= 1年"}
_CAKE = products_made.PRODUCT.replace("茶贷", "糕贷").replace("tea loan", "cake loan").replace("prior: 30", "prior: 60")
FILES = {
    "rules/tea.yaml": products_made.BOOK.format(slug="tea", given="it * 2", **_AGE),
    "rules/tea-limit.yaml": products_made.BOOK.format(slug="tea-limit", given="50万元 * it / 1年", **_AGE),
    "rules/tea-score.yaml": products_made.SCORE.replace("enterprise.staff", "enterprise.age").replace("10人", "10年"),
    "products/cake.yaml": _CAKE,
}


def load(folder: Path) -> None:
    """The pack: the white list and both products ask for one full year; a limit is 50万元 for each."""
    products_made.load(folder, FILES)
    for bank in ("bank-a", "bank-b"):
        cast.organisation(bank, OrganisationKind.BANK)


def firm(number: int = 0, founded_on: date | None = OLD) -> Enterprise:
    """A made-up firm with an organisation of its own."""
    row = made_up.register(f"虚构第{number}号糕点公司")[0]
    cast.organisation(f"firm-{number}", OrganisationKind.ENTERPRISE)
    row.organisation, row.founded_on, row.status = Organisation.objects.get(key=f"firm-{number}"), founded_on, "active"
    row.save(update_fields=["organisation", "founded_on", "status"])
    return row


def agent(number: int = 0) -> Viewer:
    """Who acts for the firm of that number."""
    return _person(f"agent-{number}", Role.ENTERPRISE_AGENT, f"firm-{number}")


def banker(bank: str = "bank-a") -> Viewer:
    """An officer of a bank."""
    return _person(f"{bank}-officer", Role.BANK_OFFICER, bank)


def officer() -> Viewer:
    """Who keeps finance in the office."""
    return _person("finance-officer", Role.INDUSTRY_OFFICER, "tea-office")


def leader() -> Viewer:
    """Who reads the financing of all, and acts on nothing of it."""
    return _person("finance-leader", Role.LEADER, "tea-office")


def _person(name: str, role: Role, at: str) -> Viewer:
    known = Person.objects.filter(username=name).first()
    return viewer_of(known or cast.person(name, role, at=at), DAY)


def recommendation(row: Enterprise, by: Viewer, bank: str = "bank-a") -> Consent:
    """The firm's consent that a bank is told of its recommendation."""
    told = Consented(bank, Purpose.RECOMMENDATION, ["status"], DAY, YEAR_END, 1)
    return consents.give(by=by, enterprise=row.key, consented=told, now=NOW)


def need(row: Enterprise, wan: int = 100) -> Need:
    """A need of a firm, as its row alone."""
    told = {"amount": wan * WAN, "term_months": 12, "purpose": "虚构订单", "posted_at": NOW, "posted_by": "person:agent"}
    return Need.objects.create(enterprise=row, **told)


def application(of: Need, bank: str, product: str, state: ApplicationState) -> Application:
    """An application at a bank, as its rows alone."""
    row = Organisation.objects.get(key=bank)
    told = {"kind": "finance", "subject_kind": "enterprise", "subject_key": of.enterprise.key, "grade": "tea", "opened_at": NOW}
    case = Case.objects.create(profile=ProfileText.objects.get(), **told)
    days = {"from_on": DAY, "until_on": YEAR_END, "looks": 1, "given_at": NOW, "given_by": "person:agent", "items": ["status"]}
    consent = Consent.objects.create(enterprise=of.enterprise, bank=row, purpose=Purpose.BEFORE.value, **days)
    text = ProductText.objects.get(key=product, replaced_at__isnull=True)
    sent = {"text": text, "version": "2", "consent": consent, "amount": of.amount, "sent_at": NOW, "sent_by": "person:agent"}
    return Application.objects.create(case=case, need=of, bank=row, product=product, state=state.value, **sent)


def granted(of: Need, bank: str, product: str, wan: int) -> CreditLine:
    """A line that the bank granted, as its rows alone."""
    row = application(of, bank, product, ApplicationState.GRANTED)
    told = {"rate": 400, "from_on": DAY, "until_on": YEAR_END, "paper": "虚构合同", "granted_at": NOW, "granted_by": "person:banker"}
    return CreditLine.objects.create(application=row, amount=wan * WAN, **told)
