"""Made-up credit records for a demo home: of made-up firms alone, with two gradings of all firms. Nothing is held against a real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import memberships
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import command_line_viewer, viewer_of
from dukou.accounts.queries.people import organisation_of, person_of
from dukou.audit.actions import record
from dukou.casework.core.clocks import ZONE
from dukou.credit.actions._sown import RUNS, TOLD, sown
from dukou.credit.actions._sown_checks import plant_checks
from dukou.credit.models import CreditRecord
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.enterprises.queries.made_up import made_up_firms
from dukou.enterprises.queries.own import FirmNamed, firm_named, own_firms
from dukou.kit.core.actors import Actor

_FIRMS = 9  # the demo agent's own, and one for each of the others' stories


@dataclass(frozen=True)
class Stage:
    """The demo's firms and days; `keeper`: who enters, in the name of every unit."""

    keeper: Viewer
    firms: tuple[FirmNamed, ...]
    now: datetime

    def on(self, ago: int) -> date:
        """So many days ago."""
        return timezone.localdate(self.now) - timedelta(days=ago)

    def day(self, ago: int, hour: int = 10) -> datetime:
        """A moment of that day, never later than now."""
        return min(datetime.combine(self.on(ago), time(hour), ZONE), self.now)


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Enter the records in the order of their days, with two gradings between; nothing where there are records, fields are missing, or
    too few made-up firms.

    `seed` changes nothing here: the firms grow from it in the room beneath.
    """
    moment = now or timezone.now()
    if not fields() or CreditRecord.objects.exists():
        return
    keys = made_up_firms(moment, _FIRMS)
    if len(keys) < _FIRMS:
        return
    stage = _stage(by, keys, moment)
    with transaction.atomic():
        _lend(by, moment)
        for ago in sorted({*RUNS, *(each.ago for each in TOLD), *(each.withdrawn for each in TOLD if each.withdrawn)}, reverse=True):
            sown(stage, ago)
        plant_checks(by=by, own_firm=stage.firms[0].key, now=moment)
        record(by=by, act="seeds.plant", subject=("home", "demo credit"), after={"records": CreditRecord.objects.count()}, now=moment)


def _lend(by: Actor, now: datetime) -> None:
    """The demo's department sits in the unit that leads for credit too, else nobody of the demo could keep a record."""
    frame = frame_or_none()
    unit = organisation_of(frame.lead) if frame and frame.lead else None
    if unit is not None:
        person, begins = person_of("demo-department"), timezone.localdate(now) - timedelta(days=1)
        memberships.grant(by=by, person=person, organisation=unit, role=Role.DEPARTMENT_OFFICER, from_on=begins, now=now)


def _stage(by: Actor, keys: list[str], now: datetime) -> Stage:
    """The agent's own firm stands first, then the others."""
    keeper = command_line_viewer(by.key)
    mine = own_firms(viewer_of(person_of("demo-enterprise"), timezone.localdate(now)))
    order = list(dict.fromkeys([*mine[:1], *keys]))
    named = [found for key in order if (found := firm_named(keeper, key)) is not None]
    return Stage(keeper, tuple(named[:_FIRMS]), now)
