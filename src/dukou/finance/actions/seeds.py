"""Made-up finance for a demo home: three made-up banks beside the demo's, made-up firms at every step. Real firms and banks get nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import organisations
from dukou.accounts.core.demo import BANK
from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import command_line_viewer, viewer_of
from dukou.accounts.queries.organisations import organisation_ids
from dukou.accounts.queries.people import person_of
from dukou.audit.actions import record
from dukou.casework.actions import ladder
from dukou.casework.core.clocks import ZONE
from dukou.enterprises.actions import made_up
from dukou.enterprises.queries.made_up import made_up_firms
from dukou.enterprises.queries.own import FirmNamed, firm_named, own_firms
from dukou.figures.queries import latest_day_of_knowledge
from dukou.finance.actions._sown import stories
from dukou.finance.models import Need
from dukou.finance.queries.products import frame_or_none, portrait_items, products
from dukou.finance.queries.statistics import last_quarter
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.core.labels import Label

BANKS = {
    "made-up-bank-1": Label("虚构一银行（合成）", "made-up bank one (synthetic)"),
    "made-up-bank-2": Label("虚构二银行（合成）", "made-up bank two (synthetic)"),
    "made-up-bank-3": Label("虚构三银行（合成）", "made-up bank three (synthetic)"),
}
_FIRMS = 24  # one for each story of these weeks, the rest for the quarter that is over
_OF_FIRM = frozenset({Permission.SEE_ENTERPRISE_DESK, Permission.SEE_FIGURES_PUBLIC})


@dataclass(frozen=True)
class Stage:
    """The demo's firms (the agent's own first), banks, people and days. `desks`: by key of a firm the organisation that speaks for it;
    `known_on`: the day as of which a demo home tells its facts.
    """

    user: str
    own: Viewer
    officer: Viewer
    demo_bank: Viewer
    firms: tuple[FirmNamed, ...]
    desks: dict[str, str]
    known_on: date
    now: datetime

    def agent(self, firm: int) -> Viewer:
        """Who speaks for a firm: the demo agent for his own, nobody in particular for the others."""
        if firm == 0:
            return self.own
        desk = frozenset({self.desks[self.firms[firm].key]})
        return Viewer(f"cli:{self.user}", permissions=_OF_FIRM, organisations=desk)

    def bank(self, key: str) -> Viewer:
        """Who answers for a bank."""
        if key == BANK.key:
            return self.demo_bank
        return Viewer(f"cli:{self.user}", permissions=frozenset({Permission.ANSWER_NEEDS}), organisations=frozenset({key}))

    def on(self, ago: int) -> date:
        """So many days ago."""
        return timezone.localdate(self.now) - timedelta(days=ago)

    def day(self, ago: int, hour: int = 10) -> datetime:
        """A moment of that day, never later than now."""
        return min(datetime.combine(self.on(ago), time(hour), ZONE), self.now)

    def before_quarter_ended(self, days: int) -> int:
        """How many days ago it was so many days before the last quarter ended."""
        return (timezone.localdate(self.now) - last_quarter(timezone.localdate(self.now)).last).days + days


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Play the stories in the order of their days; nothing where there are needs, or no products, frame or portrait, or too few firms.

    `seed` changes nothing here: the firms grow from it in the room beneath.
    """
    moment = now or timezone.now()
    if frame_or_none() is None or not products() or Need.objects.exists():
        return
    keys = made_up_firms(moment, _FIRMS)
    if len(keys) < _FIRMS or not portrait_items():
        return
    with transaction.atomic():
        _found_banks(by, moment)
        counts = stories(_stage(by, keys, moment))
        record(by=by, act="seeds.plant", subject=("home", "demo finance"), after=counts, now=moment)
    ladder.sweep(by=SYSTEM, now=moment)


def _found_banks(by: Actor, now: datetime) -> None:
    known = organisation_ids()
    for key, label in BANKS.items():
        if key not in known:
            organisations.add(by=by, key=key, kind=OrganisationKind.BANK, label=label, now=now)


def _stage(by: Actor, keys: list[str], now: datetime) -> Stage:
    """The agent's own firm stands first, then the others."""
    whole, today = command_line_viewer(by.key), timezone.localdate(now)
    own, officer, bank = (viewer_of(person_of(f"demo-{name}"), today) for name in ("enterprise", "officer", "bank"))
    order = list(dict.fromkeys([*own_firms(own)[:1], *keys]))[:_FIRMS]
    desks = made_up.give_desks(by=whole, keys=order, now=now)
    named = [found for key in order if key in desks and (found := firm_named(whole, key)) is not None]
    known_on = latest_day_of_knowledge(whole) or today
    return Stage(by.key, own, officer, bank, tuple(named), desks, known_on, now)
