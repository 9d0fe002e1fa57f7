"""Lists of applications, page by page by their numbers; nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.affairs.core.kinds import AffairEnding, AffairState
from dukou.affairs.models import Application
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import visible_applications
from dukou.casework.core.states import ClockState
from dukou.casework.queries.among import late_inside, late_ones, of_units
from dukou.casework.queries.clocks import ListedClock, outer_clocks, tightest_clocks
from dukou.casework.queries.legs import open_units
from dukou.kit.core.labels import Label

PAGE = 50
_CLOCKS = ("supplement", "acceptance", "outer")  # the one that is seen in a list: the first that runs


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to. `text`: a number, or a part of the applicant's name."""

    states: tuple[AffairState, ...] = ()
    slug: str = ""
    unit: str = ""
    is_late: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class ListedApplication:
    """One line of a list. `units`: who has a part in hand; `clock`: the one that counts now; `due_on`: None where it stands or is over."""

    number: int
    affair: Label
    applicant: str
    state: AffairState
    ending: AffairEnding | None
    filed_at: datetime
    units: tuple[Label, ...]
    clock: Label | None
    due_on: date | None
    is_firm: bool
    is_late: bool
    is_standing: bool
    was_on_time: bool | None
    is_synthetic: bool

    @property
    def state_label(self) -> Label:
        """Where it stands, in words: how it ended where it has."""
        return self.ending.label if self.ending else self.state.label


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One page, the newest first. `after`: the number after which the next page begins; None: this is the last."""

    rows: list[ListedApplication] = field(default_factory=list)
    after: int | None = None


def page_of(viewer: Viewer, narrowed: Narrowed, now: datetime, *, before: int | None = None, size: int = PAGE) -> ApplicationPage:
    """The applications in sight with numbers beneath `before`, the newest first."""
    rows = meant(viewer, narrowed, now)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("text").defer("text__content").order_by("-pk")[: size + 1])
    page = found[:size]
    return ApplicationPage(listed(page, viewer, now), page[-1].pk if len(found) > size else None)


def meant(viewer: Viewer, narrowed: Narrowed, now: datetime) -> QuerySet[Application]:
    """The applications in sight that are meant."""
    rows = visible_applications.filter(viewer)
    if narrowed.states:
        rows = rows.filter(state__in=[state.value for state in narrowed.states])
    if narrowed.slug:
        rows = rows.filter(slug=narrowed.slug)
    if narrowed.unit:
        rows = rows.filter(of_units([narrowed.unit]))
    if narrowed.is_late:
        rows = rows.filter(late_inside(now) if is_office(viewer) else late_ones(now))
    if narrowed.text.isascii() and narrowed.text.isdigit() and len(narrowed.text) < 10:
        return rows.filter(pk=int(narrowed.text))
    return rows.filter(applicant__contains=narrowed.text) if narrowed.text else rows


def in_hand_of(viewer: Viewer, now: datetime, few: int = 20) -> list[ListedApplication]:
    """The applications of which the viewer's units have an open part, the oldest first."""
    units = viewer.organisations_where(Permission.ANSWER_LEGS)
    rows = Application.objects.filter(Q(parts__unit__key__in=units, parts__leg__closed_at__isnull=True, parts__leg__isnull=False))
    return listed(list(rows.distinct().select_related("text").defer("text__content").order_by("pk")[:few]), viewer, now)


def is_office(viewer: Viewer) -> bool:
    """Whether the viewer reads lists for an office."""
    return viewer.may(Permission.SEE_AFFAIRS) or viewer.may(Permission.ANSWER_LEGS)


def listed(rows: list[Application], viewer: Viewer, now: datetime) -> list[ListedApplication]:
    """Applications as lines of a list: three queries however many they are. Offices see the first to run out, applicants theirs."""
    numbers = [row.pk for row in rows]
    clocks = tightest_clocks(numbers, {}) if is_office(viewer) else outer_clocks(numbers, {}, _CLOCKS)
    units, names = open_units(numbers), organisation_names()
    return [_listed(row, clocks.get(row.pk), tuple(names[key] for key in dict.fromkeys(units.get(row.pk, ()))), now) for row in rows]


def _listed(row: Application, clock: ListedClock | None, units: tuple[Label, ...], now: datetime) -> ListedApplication:
    return ListedApplication(
        number=row.pk,
        affair=read(row.text).affair.name,
        applicant=row.applicant,
        state=AffairState.of(row.state),
        ending=AffairEnding.of(row.ending) if row.ending else None,
        filed_at=row.filed_at,
        units=units,
        clock=clock.name if clock else None,
        due_on=clock.due_on if clock else None,
        is_firm=clock.is_firm if clock else True,
        is_late=bool(clock and clock.due_at is not None and now >= clock.due_at),
        is_standing=bool(clock and clock.state is ClockState.STANDING),
        was_on_time=row.was_on_time,
        is_synthetic=row.is_synthetic,
    )
