"""Made-up applications for a demo home: of made-up firms, at each stage. Real firms get none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.organisations import organisations_open
from dukou.accounts.queries.people import person_of
from dukou.affairs.actions import _stories as stories
from dukou.affairs.models import AffairText, Application
from dukou.audit.actions import record
from dukou.casework.actions import ladder
from dukou.casework.core.calendars import WorkingCalendar
from dukou.casework.core.clocks import ZONE
from dukou.casework.queries.calendars import calendar_in_force
from dukou.enterprises.queries.made_up import made_up_firms
from dukou.kit.core.actors import SYSTEM, Actor

_FIRMS = 8
_UNITS = frozenset({Permission.ANSWER_LEGS, Permission.SEE_AFFAIRS})  # somebody of every unit, who plays their parts
_HOURS = (time(9, 30), time(10, 30), time(15), time(16, 30))


@dataclass(frozen=True)
class Stage:
    """The demo's people, firms and days. `day(3)`: three working days ago, within office time."""

    window: Viewer
    units: Viewer
    firms: tuple[str, ...]
    calendar: WorkingCalendar
    now: datetime

    def day(self, ago: int, hour: int = 0) -> datetime:
        """A moment so many working days ago; never later than now."""
        today = timezone.localdate(self.now)
        on = self.calendar.at_rank(self.calendar.rank(today) - ago, today)
        return min(datetime.combine(on, _HOURS[hour], ZONE), self.now)

    def on(self, ago: int) -> date:
        """The day of it."""
        return self.day(ago).date()


def plant(*, by: Actor, seed: int, now: datetime | None = None) -> None:
    """Play some made-up applications; where there are some already, or the pack offers no such affair, nothing is done."""
    moment = now or timezone.now()
    offered = set(AffairText.objects.filter(replaced_at__isnull=True).values_list("slug", flat=True))
    if not set(stories.AFFAIRS) <= offered or Application.objects.exists():
        return
    firms = made_up_firms(moment, _FIRMS)
    if len(firms) < _FIRMS:
        return
    with transaction.atomic():
        stage = Stage(
            window=viewer_of(person_of("demo-window"), timezone.localdate(moment)),
            units=Viewer(str(by), permissions=_UNITS, organisations=frozenset(organisations_open())),
            firms=tuple(firms),
            calendar=calendar_in_force("cn")[0],
            now=moment,
        )
        for story in stories.STORIES:
            story(stage)
        record(by=by, act="seeds.plant", subject=("home", "demo applications"), after={"applications": len(stories.STORIES)}, now=moment)
    ladder.sweep(by=SYSTEM, now=moment)
