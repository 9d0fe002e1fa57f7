"""What stands on desks: what waits for triage and for a call, the parts of one's unit, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.models import Appeal
from dukou.appeals.queries.handlers import handled_by
from dukou.appeals.queries.lists import AppealPage, ListedAppeal, Narrowed, page_of
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.queries.parts import Part, parts_in_hand

FEW = 8
_OPEN = tuple(state for state in AppealState if state is not AppealState.CLOSED)


@dataclass(frozen=True, slots=True)
class PartOf:
    """A unit's part with what it is about."""

    part: Part
    title: str
    firm_name: str
    is_synthetic: bool


def waiting(viewer: Viewer, now: datetime, *states: AppealState, few: int = FEW) -> AppealPage:
    """Appeals that stand at one of these states, the newest first."""
    return page_of(viewer, Narrowed(states=states), now, size=few)


def to_call(viewer: Viewer, now: datetime, few: int = FEW) -> list[tuple[ListedAppeal, bool]]:
    """What waits for a call back, and whether this viewer may make it, for whoever had a part does not; those that he may stand first."""
    rows = page_of(viewer, Narrowed(states=(AppealState.REPLIED,)), now, size=4 * few).rows
    own = handled_by(viewer, [row.number for row in rows])
    return sorted(((row, row.number not in own) for row in rows), key=lambda each: not each[1])[:few]


def late(viewer: Viewer, now: datetime, few: int = FEW) -> AppealPage:
    """Appeals whose deadline has passed."""
    return page_of(viewer, Narrowed(states=_OPEN, is_late=True), now, size=few)


def open_of_firm(viewer: Viewer, firm: int, now: datetime, few: int = FEW) -> AppealPage:
    """The open appeals of one firm."""
    return page_of(viewer, Narrowed(states=_OPEN, firm=firm), now, size=few)


def own_parts(viewer: Viewer, now: datetime, few: int = FEW) -> list[PartOf]:
    """The parts in the hands of the viewer's units, the first due first."""
    units = viewer.organisations_where(Permission.ANSWER_LEGS)
    if not units:
        return []
    parts = parts_in_hand("appeal", units, now, timezone.localdate(now), few)
    rows = visible_appeals.filter(viewer, Appeal.objects.filter(pk__in=[part.case for part in parts]))
    about = {row.pk: row for row in rows.select_related("enterprise")}
    return [
        PartOf(part, about[part.case].title, about[part.case].enterprise.name, about[part.case].is_synthetic)
        for part in parts
        if part.case in about
    ]
