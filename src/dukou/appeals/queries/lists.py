"""Lists of appeals, page by page by their numbers: as fast with a million as with a thousand, nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.appeals.core.kinds import AppealState, Channel, Ending
from dukou.appeals.models import Appeal
from dukou.appeals.queries.owned import NAMES, is_office
from dukou.appeals.queries.visibility import of_firms, visible_appeals
from dukou.casework.core.states import ClockState
from dukou.casework.queries.among import late_inside, late_ones, of_units
from dukou.casework.queries.clocks import ListedClock, outer_clocks, tightest_clocks
from dukou.casework.queries.legs import open_units
from dukou.enterprises.queries.narrowing import Meant
from dukou.enterprises.queries.own import own_entries
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number

PAGE = 50


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to. `states`: any of them; `text`: a number, or a part of a firm's name or code."""

    states: tuple[AppealState, ...] = ()
    topic: str = ""
    unit: str = ""
    is_late: bool = False
    text: str = ""
    firm: int | None = None


@dataclass(frozen=True, slots=True)
class ListedAppeal:
    """One line of a list. `units`: who has it in hand; `clock`: the one that the line shows, `due_on` and, by hours, `due_at` of it.

    Offices are shown the clock that runs out first, whichever it is; the enterprise the one that binds the district to it.
    """

    number: int
    title: str
    firm: str
    firm_name: str
    state: AppealState
    ending: Ending | None
    channel: Channel
    topic: str
    grade: str
    filed_at: datetime
    units: tuple[Label, ...]
    clock: Label | None
    due_on: date | None
    due_at: datetime | None
    is_firm: bool
    is_late: bool
    is_standing: bool
    was_on_time: bool | None
    sent_back: int
    reopenings: int
    is_synthetic: bool
    is_pressing: bool

    @property
    def due(self) -> str:
        """Until when: a day, or a moment of a clock that counts hours; empty where none runs."""
        return f"{timezone.localtime(self.due_at):%Y-%m-%d %H:%M}" if self.due_at else str(self.due_on or "")

    @property
    def state_label(self) -> Label:
        """Where it stands, in words: how it ended where it has."""
        return self.ending.label if self.ending else self.state.label


@dataclass(frozen=True, slots=True)
class AppealPage:
    """One page, the newest first. `after`: the number after which the next page begins; None: this is the last."""

    rows: list[ListedAppeal] = field(default_factory=list)
    after: int | None = None


def page_of(viewer: Viewer, narrowed: Narrowed, now: datetime, *, before: int | None = None, size: int = PAGE) -> AppealPage:
    """The appeals in sight with numbers beneath `before`, the newest first."""
    rows = meant(viewer, narrowed, now)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("enterprise", "case").order_by("-pk")[: size + 1])
    page = found[:size]
    return AppealPage(listed(viewer, page, now), page[-1].pk if len(found) > size else None)


def meant(viewer: Viewer, narrowed: Narrowed, now: datetime) -> QuerySet[Appeal]:
    """The appeals in sight that are meant."""
    rows = visible_appeals.filter(viewer)
    if narrowed.states:
        rows = rows.filter(state__in=[state.value for state in narrowed.states])
    if narrowed.topic:
        rows = rows.filter(topic=narrowed.topic)
    if narrowed.firm is not None:
        rows = rows.filter(enterprise=narrowed.firm)
    if narrowed.unit:
        rows = rows.filter(of_units([narrowed.unit]))
    if narrowed.is_late:
        rows = rows.filter(_late(viewer, now))
    if len(narrowed.text) < 10 and (number := whole_number(narrowed.text)) is not None:  # longer ones are codes of firms
        return rows.filter(pk=number)
    if narrowed.text:
        meant_firms = visible_enterprises.filter(viewer).filter(Meant(narrowed.text, "").own).values_list("pk", flat=True)
        few = list(meant_firms[:2])
        rows = rows.filter(of_firms(few) if len(few) < 2 else Q(enterprise__in=meant_firms))
    return rows


def _late(viewer: Viewer, now: datetime) -> Q:
    """What this reader calls late: an office whatever clock of it has run out, the enterprise what it was promised."""
    if not is_office(viewer):
        return late_ones(now)
    own = own_entries(viewer)
    return late_inside(now) & ~Q(enterprise__in=own) | late_ones(now) & Q(enterprise__in=own) if own else late_inside(now)


def listed(viewer: Viewer | None, rows: list[Appeal], now: datetime) -> list[ListedAppeal]:
    """Appeals as lines of a list, as this reader is told of them: a few queries however many they are. None: by the secret link."""
    numbers, is_inside = [row.pk for row in rows], viewer is not None and is_office(viewer)
    own = own_entries(viewer) if viewer is not None and is_inside else frozenset[int]()
    theirs = [row.pk for row in rows if not is_inside or row.enterprise_id in own]
    clocks = outer_clocks(theirs, NAMES) if theirs else {}
    clocks |= tightest_clocks(set(numbers) - set(theirs), NAMES) if is_inside else {}
    units, names = open_units(numbers), organisation_names()
    return [_listed(row, clocks.get(row.pk), tuple(names[key] for key in units.get(row.pk, ())), now) for row in rows]


def _listed(row: Appeal, clock: ListedClock | None, units: tuple[Label, ...], now: datetime) -> ListedAppeal:
    return ListedAppeal(
        number=row.pk,
        title=row.title,
        firm=row.enterprise.key,
        firm_name=row.enterprise.name,
        state=AppealState.of(row.state),
        ending=Ending.of(row.ending) if row.ending else None,
        channel=Channel.of(row.channel),
        topic=row.topic,
        grade=row.case.grade,
        filed_at=row.filed_at,
        units=units,
        clock=clock.name if clock else None,
        due_on=clock.due_on if clock else None,
        due_at=clock.due_at if clock and clock.by_hour else None,
        is_firm=clock.is_firm if clock else True,
        is_late=bool(clock and clock.due_at is not None and now >= clock.due_at),
        is_standing=bool(clock and clock.state is ClockState.STANDING),
        was_on_time=row.was_on_time,
        sent_back=row.sent_back,
        reopenings=row.reopenings,
        is_synthetic=row.is_synthetic,
        is_pressing=row.is_pressing,
    )
