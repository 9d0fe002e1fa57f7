"""The visit or case that found a firm: of that firm, and in the sight of whoever names it."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.casework.queries.meetings import NoSuchMeeting, invitees_of, meeting_seen
from dukou.casework.queries.owners import NoSuchCase, case_seen
from dukou.enterprises.queries.visited import MetAs, met_as
from dukou.finance.actions.list_refusals import NoSuchFinding
from dukou.finance.queries.found import VISIT
from dukou.kit.core.numbers import whole_number


def found_of(by: Viewer, firm: int, found: tuple[str, str]) -> tuple[str, str]:
    """Kind and key as they are kept; refused alike where there is none, where it is another firm's and where it is out of sight."""
    kind, key = found
    number, met = whole_number(key), met_as(firm)
    if number is None or not (_is_visit(by, number, met) if kind == VISIT else _is_case(by, kind, number, met)):
        raise NoSuchFinding()
    return kind, str(number)


def _is_visit(by: Viewer, number: int, met: MetAs) -> bool:
    try:
        meeting = meeting_seen(by, number)
    except NoSuchMeeting:
        return False
    if meeting.kind != VISIT or meeting.cancelled_reason:
        return False
    about = meeting.case
    is_about = about is not None and about.subject_kind == "enterprise" and about.subject_key in met.firms
    return is_about or invitees_of(meeting).filter(organisation__key__in=met.organisations).exists()


def _is_case(by: Viewer, kind: str, number: int, met: MetAs) -> bool:
    try:
        case = case_seen(by, number)
    except NoSuchCase:
        return False
    return case.kind == kind and case.subject_kind == "enterprise" and case.subject_key in met.firms
