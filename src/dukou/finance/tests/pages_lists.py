"""Pages of finance for tests of the whole house: white list, products, what banks offer, plans, meetings with banks."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import BANK, FIRM, OFFICE
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.finance.actions import bank_products, consents, listings
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import Purpose
from dukou.finance.models import BankProduct, MatchPair, MatchPlan, Need
from dukou.kit.core.actors import Actor

_OFFICE, _KEEPERS = those(Role.LEADER, Role.INDUSTRY_OFFICER), those(Role.INDUSTRY_OFFICER)
_AGENTS, _BANKS = those(Role.ENTERPRISE_AGENT), those(Role.BANK_OFFICER)
_ALL, _ITS = _OFFICE | _AGENTS | _BANKS, frozenset({OF_FIRM})
_STATED = {"bank": BANK.key, "product": "commercial-value", "quota": "10万元", "from_on": "2024-07-08", "until_on": "2099-12-31"}

GATES: list[Gate] = [
    Gate("finance:listings", _ALL),
    Gate("finance:listings_download", _OFFICE, address="/finance/list/download/csv/", is_page=False, told=200),
    Gate(
        "finance:listing",
        _OFFICE | _AGENTS,
        found_by=_OFFICE | _ITS,
        changes=_KEEPERS | _ITS,
        sent={"step": "take_off", "take_off-reason": "演示"},
    ),
    Gate("finance:products", OPEN),
    Gate("finance:product", OPEN),
    Gate("finance:offers", _OFFICE | _BANKS),
    Gate("finance:offer_state", _BANKS, changes=_BANKS, sent=_STATED),
    Gate("finance:offer_stop", _BANKS, changes=_BANKS, sent={"offer": f"{BANK.key}/commercial-value"}),
    Gate("finance:matching", _OFFICE, changes=_KEEPERS, sent={}),
    Gate("finance:match_plan", _OFFICE),
    Gate("finance:match_why", _OFFICE),
    Gate("finance:bank_meetings", _ALL),
]
PUBLIC_KEYS: dict[str, str] = {
    "finance:listings_download": "the key is the form of the file; the office reads the whole list",
    "finance:product": "products are public",
    **dict.fromkeys(("finance:match_plan", "finance:match_why"), "plans are for the office alone, which reads all of them"),
}


def prepare() -> dict[str, str]:
    """The demo firm on the list with a consent to the demo bank, another firm beside it, an offer, a plan, a meeting with banks."""
    keeper, now = command_line_viewer("keeper"), timezone.now()
    how = Circumstances(Actor("cli", "tests"), now, reason="演示", is_synthetic=True)
    with transaction.atomic():
        own, other = add([Entry(name="示例市青檀虚构有限公司"), Entry(name="示例市红豆杉虚构有限公司")], how)
    Enterprise.objects.filter(pk=own.pk).update(organisation=Organisation.objects.get(key=FIRM.key))
    agent, bank = (viewer_of(person_of(name), timezone.localdate()) for name in ("demo-enterprise", "demo-bank"))
    listing = listings.apply(by=agent, enterprise=own.key, now=now)
    listings.recommend(by=keeper, number=listing.pk, reason="演示", now=now)
    today, later = timezone.localdate(now), timezone.localdate(now) + timedelta(days=90)
    told = Consented(BANK.key, Purpose.RECOMMENDATION, ["status"], today, later, 9)
    consents.give(by=agent, enterprise=own.key, consented=told, now=now)
    offered = {"product": "commercial-value", "quota": "1000万元", "from_on": today, "until_on": later}
    bank_products.state(by=bank, bank=BANK.key, now=now, **offered)  # type: ignore[arg-type]
    place = {"title": "演示对接会", "begins_at": now + timedelta(days=3), "place": "演示"}
    host = {"host": OFFICE.key, "kind": MeetingKind.BANK_MEETING, "invited": [BANK.key, FIRM.key]}
    meetings.call(by=keeper, now=now, **host, **place)  # type: ignore[arg-type]
    plan, need = _plan(other, today)
    return {"listed_firm": own.key, "listed_other": other.key, "finance_plan": str(plan), "matched_need": str(need)}


def _plan(firm: Enterprise, today: date) -> tuple[int, int]:
    """A plan of one pair of another firm's, as its rows alone: the shipped books know too little of a made-up firm."""
    offer, now = BankProduct.objects.select_related("bank").latest("pk"), timezone.now()
    told = {"amount": 99_000_000, "term_months": 12, "purpose": "演示订单", "posted_at": now, "posted_by": "cli:tests"}
    need = Need.objects.create(enterprise=firm, is_synthetic=True, **told)
    sums = {"value": 39_600_000, "bound": 39_600_000, "by_hand": 39_600_000}
    prices = {f"{offer.bank.key}/{offer.product}": {"quota": 0, "case": 0, "left": offer.quota, "cases": None}}
    aside = [{"need": need.pk, "product": "knowledge-value", "wanting": [{"zh": "演示", "en": "demo"}]}]
    plan = MatchPlan.objects.create(as_of=today, needs=1, pairs=1, prices=prices, aside=aside, made_at=now, made_by="cli:tests", **sums)
    pair = {"amount": need.amount, "chance": 4_000, "value": 39_600_000, "is_chosen": True}
    MatchPair.objects.create(plan=plan, need=need, bank=offer.bank, product=offer.product, **pair)
    return plan.pk, need.pk


def visits(has: Has) -> list[Visit]:
    """Every page."""
    listing, plan = f"/finance/list/{has['listed_firm']}/", f"/finance/matching/{has['finance_plan']}/"
    return [
        *(Visit("finance:listings", who, "/finance/list/") for who in ("officer", "bank", "enterprise")),
        *(Visit("finance:listing", who, listing) for who in ("officer", "enterprise")),
        *(Visit("finance:products", who, "/finance/products/") for who in ("officer", "")),
        *(Visit("finance:product", who, "/finance/products/knowledge-value/") for who in ("officer", "")),
        *(Visit("finance:offers", who, "/finance/offers/") for who in ("officer", "bank")),
        Visit("finance:offer_state", "bank", "/finance/offers/state/"),
        Visit("finance:offer_stop", "bank", "/finance/offers/stop/"),
        Visit("finance:matching", "officer", "/finance/matching/"),
        Visit("finance:match_plan", "officer", plan),
        Visit("finance:match_why", "officer", f"{plan}needs/{has['matched_need']}/"),
        *(Visit("finance:bank_meetings", who, "/finance/meetings/") for who in ("officer", "bank", "enterprise")),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The listing of a firm that is not one's own."""
    sent = {"step": "take_off", "take_off-reason": "演示"}
    return [Foreign("finance:listing", "enterprise", f"/finance/list/{has['listed_other']}/", sent)]
