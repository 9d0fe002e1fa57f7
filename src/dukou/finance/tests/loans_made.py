"""Made-up firms with applications as far as a firm accepted them, and what a bank then grants and enters. About nobody real."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.actions import steps
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests import made_up
from dukou.finance.actions import credit_lines, loan_entries
from dukou.finance.core.amounts import read_asked
from dukou.finance.core.kinds import ApplicationState, LoanEntryKind, Purpose, Repayment
from dukou.finance.models import Application, BankAnswer, Consent, CreditLine, LoanEntry, Need
from dukou.finance.queries.products import frame, product_named
from dukou.finance.tests.products_made import load
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor

NOW = datetime(2026, 7, 8, 2, tzinfo=UTC)
DAY = date(2026, 7, 8)
CLERK = Actor("cli", "tester")
STARTUP, TEA = "startup-guaranteed", "tea"


def district(folder: Path | None = None, *names: str) -> list[Enterprise]:
    """Made-up firms with an agent's organisation each, and two made-up banks; under a small made-up pack written below the folder, or
    under the shipped one.
    """
    if folder is None:
        load_pack(by=CLERK, path=settings.SHIPPED_PACKS / "dadukou", now=NOW)
    else:
        load(folder)
    rows = made_up.register(*(names or ("虚构三人制罐公司", "虚构旁观公司")))
    for number, row in enumerate(rows):
        cast.organisation(f"firm-{number}", OrganisationKind.ENTERPRISE)
        row.organisation = Organisation.objects.get(key=f"firm-{number}")
        row.save(update_fields=["organisation"])
    for bank in ("bank-a", "bank-b"):
        cast.organisation(bank, OrganisationKind.BANK)
    return rows


def person(name: str, role: Role, at: str) -> Viewer:
    """Somebody with a role somewhere, made once."""
    known = Person.objects.filter(username=name).first()
    return viewer_of(known or cast.person(name, role, at=at), DAY)


def agent(number: int = 0) -> Viewer:
    """Who acts for a firm."""
    return person(f"agent-{number}", Role.ENTERPRISE_AGENT, f"firm-{number}")


def banker(bank: str = "bank-a") -> Viewer:
    """An officer of a bank."""
    return person(f"{bank}-officer", Role.BANK_OFFICER, bank)


def officer() -> Viewer:
    """An officer of the office."""
    return person("officer", Role.INDUSTRY_OFFICER, "office")


def need_of(firm: Enterprise, *, amount: int = 99_000_000, posted_at: datetime = NOW) -> Need:
    """A need, `amount` in fen."""
    return Need.objects.create(
        enterprise=firm, amount=amount, term_months=12, purpose="虚构用途", posted_at=posted_at, posted_by="cli:tester", is_synthetic=True
    )


def sent(
    firm: Enterprise,
    *,
    bank: str = "bank-a",
    product: str = TEA,
    at: datetime = NOW,
    amount: int = 99_000_000,
    need: Need | None = None,
) -> Application:
    """An application to a bank, with its case and clock, that waits for the bank."""
    told, of = product_named(product), Organisation.objects.get(key=bank)
    version = told.on(at.date()) or told.versions[-1]
    need = need or need_of(firm, amount=amount, posted_at=at)
    consent = _consent(firm, of, at)
    opened = steps.open_case(
        by=CLERK,
        act="applications.send",
        kind="finance_application",
        subject=("enterprise", firm.key),
        profile=frame().profile,
        grade="application",
        now=at,
    )
    with opened as step:
        step.start("bank_answer")
        return Application.objects.create(
            case=step.case,
            need=need,
            bank=of,
            product=product,
            version=version.version,
            text_id=told.text,
            consent=consent,
            amount=amount,
            sent_at=at,
            sent_by="cli:tester",
        )


def _consent(firm: Enterprise, of: Organisation, at: datetime) -> Consent:
    return Consent.objects.create(
        enterprise=firm,
        bank=of,
        purpose=Purpose.BEFORE.value,
        items=["age"],
        from_on=at.date(),
        until_on=at.date() + timedelta(days=30),
        looks=3,
        given_at=at,
        given_by="cli:tester",
    )


def answered(
    row: Application, *, at: datetime = NOW, offer: int | None = 99_000_000, reason: str = "too-much-debt", rate: int = 350
) -> None:
    """The bank answers: an offer of so much (fen), or a refusal where there is none. The clock stops."""
    with steps.step(by=CLERK, act="answers.offer" if offer else "answers.refuse", case=row.pk, now=at) as step:
        step.stop("bank_answer")
        if offer is None:
            step.close(ApplicationState.REFUSED.value)
    told: dict[str, Any] = {"is_offer": False, "reason": reason, "words": "虚构"}
    if offer is not None:
        until = at.date() + timedelta(days=30)
        told = {
            "is_offer": True,
            "amount": offer,
            "rate": rate,
            "term_months": 12,
            "repayment": Repayment.BULLET.value,
            "valid_until": until,
        }
    BankAnswer.objects.create(application=row, answered_at=at, answered_by="person:bank-a-officer", **told)
    row.state = (ApplicationState.REFUSED if offer is None else ApplicationState.OFFERED).value
    row.closed_at = at if offer is None else None
    row.save(update_fields=["state", "closed_at"])


def accepted(firm: Enterprise, **more: Any) -> Application:
    """An application whose offer the firm accepted."""
    at = more.get("at", NOW)
    row = sent(firm, **more)
    answered(row, at=at, offer=row.amount)
    row.state = ApplicationState.ACCEPTED.value
    row.save(update_fields=["state"])
    return row


def granted(
    firm: Enterprise, *, bank: str = "bank-a", amount: str = "99万元", days: int = 365, at: datetime = NOW, **more: Any
) -> CreditLine:
    """A line of all that was asked and offered, by the act itself."""
    row, on = accepted(firm, bank=bank, at=at, amount=read_asked(amount).fen, **more), at.date()
    told = {"amount": amount, "rate": 350, "from_on": on, "until_on": on + timedelta(days=days), "paper": "虚构合同 1 号"}
    return credit_lines.grant(by=banker(bank), application=row.pk, now=at, **told)  # type: ignore[arg-type]


def told(line: CreditLine, kind: LoanEntryKind, amount: str, on: date, due_on: date | None = None, **more: Any) -> LoanEntry:
    """An entry, by the act itself, told on its day unless otherwise."""
    now = more.pop("now", datetime(on.year, on.month, on.day, 4, tzinfo=UTC))
    return loan_entries.enter(by=banker(line.application.bank.key), line=line.pk, kind=kind, amount=amount, on=on, due_on=due_on, now=now)
