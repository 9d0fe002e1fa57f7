"""The case or visit that a need came of, and the meeting with banks where it was told: the firm's own, where the viewer may see them."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.states import MeetingKind
from dukou.casework.queries.about import Named, case_about, cases_about, meetings_with
from dukou.enterprises.queries.visited import met_as
from dukou.kit.core.numbers import whole_number

VISIT = MeetingKind.VISIT.value


def origins_of(viewer: Viewer, firm: int) -> list[Named]:
    """What a need of the firm (primary key) may have come of: its visits and its cases, the newest first."""
    own = met_as(firm)
    found = [*meetings_with(viewer, own.organisations, own.firms, MeetingKind.VISIT), *cases_about(viewer, own.firms)]
    return sorted(found, key=lambda each: each.on, reverse=True)


def origin_named(viewer: Viewer, firm: int, kind: str, key: str) -> Named | None:
    """The one with this kind and number; None where there is none of that firm that the viewer may see."""
    number, own = whole_number(key), met_as(firm)
    if number is None:
        return None
    if kind != VISIT:
        return case_about(viewer, own.firms, kind, number)
    return next((each for each in meetings_with(viewer, own.organisations, own.firms, MeetingKind.VISIT) if each.number == number), None)


def bank_meetings_of(viewer: Viewer, firm: int) -> list[Named]:
    """The meetings with banks to which the firm is invited, the last first."""
    own = met_as(firm)
    return meetings_with(viewer, own.organisations, own.firms, MeetingKind.BANK_MEETING)


def bank_meeting_named(viewer: Viewer, firm: int, number: int | None) -> Named | None:
    """The one with this number; None where there is none of that firm that the viewer may see."""
    return next((each for each in bank_meetings_of(viewer, firm) if each.number == number), None)
