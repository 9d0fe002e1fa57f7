"""Pages of finance for tests of the whole house: statistics, the office's figures, lines and their ledgers."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import BANK, FIRM
from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.finance.actions import answers, applications, consents, credit_lines, loan_entries, needs
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import LoanEntryKind, Purpose, Repayment
from dukou.kit.core.actors import Actor

SECRET = "青瓷砚"  # stands in the paper of one line and nowhere else
_OFFICE, _BANKS, _AGENTS = those(Role.LEADER, Role.INDUSTRY_OFFICER), those(Role.BANK_OFFICER), those(Role.ENTERPRISE_AGENT)
_ALL, _ITS = _OFFICE | _BANKS | _AGENTS, frozenset({OF_FIRM})
_ENTRY = {"step": "enter", "enter-kind": "interest", "enter-amount": "100元", "enter-on": "2024-07-09", "enter-sure_10000": "on"}
_LINE = {"amount": "20万元", "sure_20000000": "on", "rate": "3.45", "from_on": "2024-07-09", "until_on": "2099-12-31", "paper": "演示"}

GATES: list[Gate] = [
    Gate("finance:home", OPEN),
    Gate("finance:office", _OFFICE),
    Gate("finance:lines", _ALL),
    Gate("finance:line", _ALL, found_by=_OFFICE | _BANKS | _ITS, changes=_BANKS, sent=_ENTRY),
    Gate("finance:grant", _BANKS, found_by=frozenset({"the bank"}), changes=frozenset({"the bank"}), sent=_LINE),
]
PUBLIC_KEYS: dict[str, str] = {}


def prepare() -> dict[str, str]:
    """A line of the demo firm at the demo bank with a drawing, an application accepted beside it; a line of others at another bank."""
    cast.agent("ledger-agent", "ledger-firm")
    cast.organisation("ledger-bank", OrganisationKind.BANK)
    cast.person("ledger-banker", Role.BANK_OFFICER, at="ledger-bank")
    how = Circumstances(Actor("cli", "tests"), timezone.now(), reason="演示", is_synthetic=True)
    with transaction.atomic():
        own, other = add([Entry(name="示例市榆钱虚构有限公司"), Entry(name="示例市楝树虚构有限公司")], how)
    for firm, organisation in ((own, FIRM.key), (other, "ledger-firm")):
        Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key=organisation))
    agent, bank, stranger, theirs = (_viewer(name) for name in ("demo-enterprise", "demo-bank", "ledger-agent", "ledger-banker"))
    line = _granted(bank, _accepted(agent, bank, own, BANK.key), "演示")
    today = timezone.localdate()
    loan_entries.enter(
        by=bank, line=line, kind=LoanEntryKind.DRAWN, amount="20万元", on=today, due_on=today + timedelta(days=90), note="演示"
    )
    return {
        "finance_line": str(line),
        "finance_accepted": str(_accepted(agent, bank, own, BANK.key)),
        "finance_foreign_line": str(_granted(theirs, _accepted(stranger, theirs, other, "ledger-bank"), f"演示{SECRET}")),
        "finance_foreign_accepted": str(_accepted(stranger, theirs, other, "ledger-bank")),
    }


def _viewer(name: str) -> Viewer:
    return viewer_of(person_of(name), timezone.localdate())


def _accepted(agent: Viewer, banker: Viewer, firm: Enterprise, bank: str) -> int:
    """From the need to the offer that the firm accepted; the number of the application."""
    today, product = timezone.localdate(), "startup-guaranteed"
    need = needs.post(by=agent, enterprise=firm.key, amount="20万元", term_months=12, purpose="演示")
    told = Consented(bank, Purpose.BEFORE, ("status",), today, today + timedelta(days=30), 3)
    consent = consents.give(by=agent, enterprise=firm.key, consented=told)
    row = applications.send(by=agent, need=need.pk, bank=bank, product=product, consent=consent.pk)
    answers.offer(
        by=banker, number=row.pk, amount="20万元", rate=345, term_months=12, repayment=Repayment.BULLET, valid_until=_later(today)
    )
    answers.accept(by=agent, number=row.pk)
    return int(row.pk)


def _granted(banker: Viewer, number: int, paper: str) -> int:
    today = timezone.localdate()
    until = today + timedelta(days=365)
    row = credit_lines.grant(by=banker, application=number, amount="20万元", rate=345, from_on=today, until_on=until, paper=paper)
    return int(row.pk)


def _later(today: date) -> date:
    return today + timedelta(days=20)


def visits(has: Has) -> list[Visit]:
    """Every page."""
    line = f"/finance/lines/{has['finance_line']}/"
    return [
        *(Visit("finance:home", who, "/finance/") for who in ("", "officer", "bank", "enterprise")),
        *(Visit("finance:office", who, "/finance/office/") for who in ("officer", "leader")),
        *(Visit("finance:lines", who, "/finance/lines/") for who in ("officer", "bank", "enterprise")),
        *(Visit("finance:line", who, line) for who in ("officer", "bank", "enterprise")),
        Visit("finance:grant", "bank", f"/finance/lines/{has['finance_accepted']}/grant/"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The line of another firm at another bank, and an application accepted there."""
    line, grant = f"/finance/lines/{has['finance_foreign_line']}/", f"/finance/lines/{has['finance_foreign_accepted']}/grant/"
    return [
        *(Foreign("finance:line", role, line) for role in ("enterprise", "bank")),
        Foreign("finance:line", "bank", line, _ENTRY),
        Foreign("finance:grant", "bank", grant),
        Foreign("finance:grant", "bank", grant, _LINE),
    ]
