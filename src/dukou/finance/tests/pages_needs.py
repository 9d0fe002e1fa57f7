"""Pages of finance for tests of the whole house: needs and applications."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import BANK
from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.accounts.tests.visits import OF_FIRM, Foreign, Gate, Has, Visit, those
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.finance.actions import answers, applications, consents, needs
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose, Repayment
from dukou.kit.core.actors import Actor

OWN, THEIRS = "紫苏罐", "凌霄瓦"  # what the two needs are for; neither word stands anywhere else
_OFFICE = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_BANKS, _AGENTS = those(Role.BANK_OFFICER), those(Role.ENTERPRISE_AGENT)
_ITS = frozenset({OF_FIRM})
_CLOSES = {"step": "close", "close-reason": "演示"}
_REFUSES = {"step": "refuse", "refuse-reason": "quota-used", "refuse-words": "演示"}
_NEED = {"amount": "99万元", "term_months": "12", "purpose": "演示", "sure_99000000": "on"}
_PRODUCT = "startup-guaranteed"

GATES: list[Gate] = [
    Gate("finance:needs", _OFFICE | _AGENTS),
    Gate("finance:needs_download", _OFFICE | _AGENTS, address="/finance/needs/download/csv/", is_page=False, told=200),
    Gate("finance:need_new", _AGENTS, found_by=_ITS, changes=_ITS, sent=_NEED),
    Gate("finance:need", _OFFICE | _AGENTS, found_by=_OFFICE | _ITS, changes=_ITS, sent=_CLOSES),
    Gate("finance:apply", _AGENTS, found_by=_ITS, changes=_ITS, sent={"product": _PRODUCT}),
    Gate("finance:applications", _OFFICE | _BANKS | _AGENTS),
    Gate(
        "finance:applications_download",
        _OFFICE | _BANKS | _AGENTS,
        address="/finance/applications/download/csv/",
        is_page=False,
        told=200,
    ),
    Gate("finance:application", _OFFICE | _BANKS | _AGENTS, found_by=_OFFICE | _ITS | _BANKS, changes=_ITS, sent={"step": "take_back"}),
]
PUBLIC_KEYS: dict[str, str] = dict.fromkeys(
    ("finance:needs_download", "finance:applications_download"), "the key is the form of the file; the rows are filtered"
)


def prepare() -> dict[str, str]:
    """A need of the demo firm with an application that waits and one with an offer; the same of another firm at another bank."""
    cast.agent("finance-agent", "finance-firm")
    cast.organisation("finance-bank", OrganisationKind.BANK)
    how = Circumstances(Actor("cli", "tests"), timezone.now(), reason="演示", is_synthetic=True)
    with transaction.atomic():
        own, other = add([Entry(name="示例市紫藤虚构有限公司"), Entry(name="示例市凌霄虚构有限公司")], how)
    for firm, organisation in ((own, "demo-firm"), (other, "finance-firm")):
        Enterprise.objects.filter(pk=firm.pk).update(organisation=Organisation.objects.get(key=organisation))
    agents = [viewer_of(person_of(name), timezone.localdate()) for name in ("demo-enterprise", "finance-agent")]
    need, theirs = _need(agents[0], own, OWN), _need(agents[1], other, THEIRS)
    waits, offered = (_sent(agents[0], own, need, product) for product in (_PRODUCT, "knowledge-value"))
    _offer(offered)
    foreign = _sent(agents[1], other, theirs, _PRODUCT, "finance-bank")
    return {
        "finance_firm": own.key,
        "finance_other": other.key,
        "finance_need": str(need),
        "finance_foreign_need": str(theirs),
        "finance_waits": str(waits),
        "finance_offered": str(offered),
        "finance_foreign": str(foreign),
    }


def _need(by: Viewer, firm: Enterprise, purpose: str) -> int:
    return int(needs.post(by=by, enterprise=firm.key, amount="99万元", term_months=12, purpose=f"演示{purpose}").pk)


def _sent(by: Viewer, firm: Enterprise, need: int, product: str, bank: str = BANK.key) -> int:
    today = timezone.localdate()
    told = Consented(bank, Purpose.BEFORE, ("status",), today, today + timedelta(days=30), 3, product)
    consent = consents.give(by=by, enterprise=firm.key, consented=told)
    return int(applications.send(by=by, need=need, bank=bank, product=product, consent=consent.pk).pk)


def _offer(number: int) -> None:
    today = timezone.localdate()
    answers.offer(
        by=viewer_of(person_of("demo-bank"), today),
        number=number,
        amount="80万元",
        rate=345,
        term_months=12,
        repayment=Repayment.BULLET,
        valid_until=today + timedelta(days=20),
    )


def visits(has: Has) -> list[Visit]:
    """Every page."""
    need, waits, offered = has["finance_need"], has["finance_waits"], has["finance_offered"]
    return [
        *(Visit("finance:needs", who, "/finance/needs/") for who in ("officer", "leader", "enterprise")),
        Visit("finance:need_new", "enterprise", f"/finance/needs/new/{has['finance_firm']}/"),
        *(Visit("finance:need", who, f"/finance/needs/{need}/") for who in ("enterprise", "officer")),
        Visit("finance:apply", "enterprise", f"/finance/needs/{need}/apply/"),
        *(Visit("finance:applications", who, "/finance/applications/") for who in ("bank", "officer", "enterprise")),
        *(Visit("finance:application", who, f"/finance/applications/{waits}/") for who in ("enterprise", "bank", "officer")),
        *(Visit("finance:application", who, f"/finance/applications/{offered}/") for who in ("enterprise", "bank")),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The need of another firm, and its application to another bank."""
    need, case = f"/finance/needs/{has['finance_foreign_need']}/", f"/finance/applications/{has['finance_foreign']}/"
    return [
        Foreign("finance:need_new", "enterprise", f"/finance/needs/new/{has['finance_other']}/"),
        Foreign("finance:need_new", "enterprise", f"/finance/needs/new/{has['finance_other']}/", _NEED),
        Foreign("finance:need", "enterprise", need),
        Foreign("finance:need", "enterprise", need, _CLOSES),
        Foreign("finance:apply", "enterprise", f"{need}apply/", {"product": _PRODUCT}),
        *(Foreign("finance:application", role, case) for role in ("enterprise", "bank")),
        Foreign("finance:application", "enterprise", case, {"step": "take_back"}),
        Foreign("finance:application", "bank", case, _REFUSES),
    ]
