"""Pages of finance for tests of the whole house: the portrait, disputes of it, consents, who looked, a bank's look-up."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import BANK
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
from dukou.finance.actions import consents, look_ups, portrait_disputes
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import Consent
from dukou.finance.tests import pages_portrait_api
from dukou.kit.core.actors import Actor

_FIRMS, _BANKS, _OFFICE = those(Role.ENTERPRISE_AGENT), those(Role.BANK_OFFICER), those(Role.INDUSTRY_OFFICER)
_SEES = those(Role.LEADER, Role.INDUSTRY_OFFICER)
_ITS, _BOTH = frozenset({OF_FIRM}), _OFFICE | _FIRMS
_ITS_BANK = frozenset({"the bank"})  # of the bank that the consents of the demo firm are given to
_CONSENT = {"bank": BANK.key, "days": "30", "looks": "3", "items-register": ["status"]}
_LOOK = {"reason": "application"}

GATES: list[Gate] = [
    Gate("finance:portraits", _FIRMS, leads_on=True),
    Gate("finance:portrait", _FIRMS, found_by=_ITS),
    Gate("finance:dispute_new", _FIRMS, found_by=_ITS, changes=_ITS, sent={"words": "演示"}),
    Gate("finance:disputes", _BOTH),
    Gate("finance:dispute", _BOTH, found_by=_OFFICE | _ITS, changes=_OFFICE, sent={"step": "uphold", "uphold-reason": "演示"}),
    Gate("finance:consents", _FIRMS),
    Gate("finance:consent_new", _FIRMS, found_by=_ITS, changes=_ITS, sent=_CONSENT),
    Gate("finance:consent", _FIRMS, found_by=_ITS, changes=_ITS, sent={"step": "withdraw"}),
    Gate("finance:looks", _SEES | _FIRMS),
    Gate("finance:bank", _BANKS),
    Gate("finance:bank_look", _BANKS, found_by=_ITS_BANK, changes=_ITS_BANK, sent=_LOOK),
    *pages_portrait_api.GATES,
]
PUBLIC_KEYS: dict[str, str] = {}


def prepare() -> dict[str, str]:
    """The demo firm and another one: each consented, the one to the demo bank, the other to a bank beside it, and each disputes."""
    now = timezone.now()
    how = Circumstances(Actor("cli", "tests"), now, reason="演示", is_synthetic=True)
    with transaction.atomic():
        own, other = add([Entry(name="示例市槐树虚构有限公司"), Entry(name="示例市榆树虚构有限公司")], how)
    cast.agent("portrait-agent", "portrait-firm")
    for row, at in ((own, "demo-firm"), (other, "portrait-firm")):
        Enterprise.objects.filter(pk=row.pk).update(organisation=Organisation.objects.get(key=at))
    cast.person("portrait-banker", Role.BANK_OFFICER, at="portrait-bank")
    Organisation.objects.filter(key="portrait-bank").update(kind="bank")
    agent, beside = _viewer("demo-enterprise"), _viewer("portrait-agent")
    given, spare = (_given(agent, own.key, BANK.key) for _ in range(2))
    foreign = _given(beside, other.key, "portrait-bank")
    look_ups.look(by=_viewer("demo-bank"), consent=given.pk, why="受理企业的贷款申请")
    disputed = portrait_disputes.ask(by=agent, enterprise=own.key, item="status", words="演示", now=now)
    theirs = portrait_disputes.ask(by=beside, enterprise=other.key, item="status", words="演示", now=now)
    return {
        "portrait_firm": own.key,
        "portrait_other": other.key,
        "finance_consent": str(given.pk),
        "finance_spare": str(spare.pk),
        "finance_foreign_consent": str(foreign.pk),
        "finance_dispute": str(disputed.pk),
        "finance_foreign_dispute": str(theirs.pk),
    }


def _viewer(username: str) -> Viewer:
    return viewer_of(person_of(username), timezone.localdate())


def _given(by: Viewer, firm: str, bank: str) -> Consent:
    today = timezone.localdate()
    told = Consented(bank, Purpose.BEFORE, ("status", "age"), today, today + timedelta(days=30), 9)
    return consents.give(by=by, enterprise=firm, consented=told)


def visits(has: Has) -> list[Visit]:
    """Every page."""
    firm, consent = has["portrait_firm"], has["finance_consent"]
    return [
        Visit("finance:portraits", "enterprise", "/finance/portrait/"),
        Visit("finance:portrait", "enterprise", f"/finance/portrait/{firm}/"),
        Visit("finance:dispute_new", "enterprise", f"/finance/portrait/{firm}/age/dispute/"),
        *(Visit("finance:disputes", who, "/finance/disputes/") for who in ("officer", "enterprise")),
        *(Visit("finance:dispute", who, f"/finance/disputes/{has['finance_dispute']}/") for who in ("officer", "enterprise")),
        Visit("finance:consents", "enterprise", "/finance/consents/"),
        Visit("finance:consent_new", "enterprise", f"/finance/consents/new/{firm}/"),
        Visit("finance:consent", "enterprise", f"/finance/consents/{consent}/"),
        *(Visit("finance:looks", who, "/finance/looks/") for who in ("officer", "enterprise")),
        Visit("finance:bank", "bank", "/finance/bank/"),
        Visit("finance:bank_look", "bank", f"/finance/bank/look/{consent}/"),
        *pages_portrait_api.visits(has),
    ]


def of_others(has: Has) -> list[Foreign]:
    """Another firm's portrait, consent and dispute, and a consent to another bank."""
    other, consent = has["portrait_other"], has["finance_foreign_consent"]
    new, dispute = f"/finance/consents/new/{other}/", f"/finance/portrait/{other}/age/dispute/"
    return [
        Foreign("finance:portrait", "enterprise", f"/finance/portrait/{other}/"),
        Foreign("finance:dispute_new", "enterprise", dispute, {"words": "演示"}),
        Foreign("finance:dispute", "enterprise", f"/finance/disputes/{has['finance_foreign_dispute']}/", {"step": "take_back"}),
        Foreign("finance:consent_new", "enterprise", new, _CONSENT),
        Foreign("finance:consent", "enterprise", f"/finance/consents/{consent}/", {"step": "withdraw"}),
        Foreign("finance:bank_look", "bank", f"/finance/bank/look/{consent}/", _LOOK),
        *pages_portrait_api.of_others(has),
    ]
