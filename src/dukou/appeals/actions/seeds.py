"""Made-up appeals for a demo home: of made-up firms, at each stage, some late. Real firms get none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.demo import OFFICE
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import command_line_viewer, viewer_of
from dukou.accounts.queries.people import person_of
from dukou.appeals.actions import _stories as stories
from dukou.appeals.actions import publication
from dukou.appeals.actions._past_stories import play_past
from dukou.appeals.models import Appeal
from dukou.appeals.queries.published import cut_on, end_of, last_quarter
from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.audit.actions import record
from dukou.casework.actions import ladder
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE
from dukou.casework.queries.calendars import calendar_in_force
from dukou.enterprises.queries.made_up import made_up_firms
from dukou.enterprises.queries.own import own_firms
from dukou.kit.core.actors import SYSTEM, Actor

_FIRMS = 12
_HOURS = (time(9, 30), time(10, 30), time(15), time(16, 30))


@dataclass(frozen=True)
class Stage:
    """The demo's people, firms and days. `day(3)`: three working days ago, within office time."""

    window: Viewer
    officer: Viewer
    units: Viewer
    own: Viewer
    own_firm: str
    firms: tuple[str, ...]
    calendar: WorkingCalendar
    now: datetime

    def day(self, ago: int, hour: int = 0) -> datetime:
        """A moment so many working days ago; never later than now."""
        today = timezone.localdate(self.now)
        on = self.calendar.at_rank(self.calendar.rank(today) - ago, today)
        return min(datetime.combine(on, _HOURS[hour], ZONE), self.now)

    def ahead(self, workdays: int) -> date:
        """A working day to come."""
        return self.calendar.add(timezone.localdate(self.now), workdays)

    def unit(self, topic: str) -> str:
        """Whose matter a topic is by the duty list; the demo's own office where the list says nothing."""
        return next((row.unit for row in rules_in_force().duties if row.topic == topic), OFFICE.key)


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Play a quarter that is over and a dozen appeals of these weeks; nothing where there are appeals, or the pack takes none."""
    moment = now or timezone.now()
    if not are_taken() or Appeal.objects.exists():
        return
    firms = made_up_firms(moment, _FIRMS)
    if len(firms) < _FIRMS // 2:
        return
    period = last_quarter(timezone.localdate(moment))
    with transaction.atomic():
        stage = _stage(by, firms, moment)
        past = play_past(replace(stage, now=end_of(period) - timedelta(hours=1)))  # first: numbers go by the order of filing
        for story in stories.STORIES:
            story(stage)
        record(by=by, act="seeds.plant", subject=("home", "demo appeals"), after={"appeals": past + len(stories.STORIES)}, now=moment)
    ladder.sweep(by=SYSTEM, now=moment)
    if cut_on(period) is None:
        publication.cut(by=by, period=period, now=moment)


def _stage(by: Actor, firms: list[str], now: datetime) -> Stage:
    own = _demo("enterprise", now)
    mine = own_firms(own)
    return Stage(
        window=_demo("window", now),
        officer=_demo("officer", now),
        units=command_line_viewer(by.key),
        own=own,
        own_firm=mine[0] if mine else "",
        firms=tuple(key for key in firms if key not in mine),
        calendar=calendar_in_force("cn")[0],
        now=now,
    )


def _demo(name: str, now: datetime) -> Viewer:
    return viewer_of(person_of(f"demo-{name}"), timezone.localdate(now))
