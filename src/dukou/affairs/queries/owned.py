"""What casework asks of the room whose cases are applications."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.models import Application
from dukou.affairs.queries.visibility import is_own, visible_applications
from dukou.casework.core.profiles import OUTER

SEEN = frozenset({OUTER, "acceptance", "supplement"})  # the clocks that the applicant sees
_OFFICES = (Permission.SEE_AFFAIRS, Permission.ANSWER_LEGS)


def may_see_case(viewer: Viewer, case: int) -> bool:
    """Whether the viewer may see the application of a case."""
    return visible_applications.filter(viewer, Application.objects.filter(pk=case)).exists()


def address_of_case(case: int) -> str:
    """The page of the application of a case."""
    return reverse("affairs:application", args=[case])


def is_inside(viewer: Viewer, row: Application) -> bool:
    """Whether the viewer reads it for an office, and not as the applicant."""
    return any(map(viewer.may, _OFFICES)) and not is_own(viewer, row)


def is_inside_of(viewer: Viewer, case: int) -> bool:
    """The same, of a case."""
    row = Application.objects.filter(pk=case).first()
    return row is not None and is_inside(viewer, row)


def sees_clock(viewer: Viewer, case: int, key: str, is_of_leg: bool) -> bool:
    """Whether the viewer sees a clock: offices all; the applicant what binds the district, and his own time to supplement."""
    return (key in SEEN and not is_of_leg) or is_inside_of(viewer, case)
