"""What casework asks of the room whose cases are appeals."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_key
from dukou.appeals.models import Appeal
from dukou.appeals.queries.visibility import visible_appeals
from dukou.casework.queries.legs import open_units
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label

OUTER = frozenset({"outer", "promise"})  # the clocks that bind the district to the enterprise
NAMES = {"promise": Label("承诺再答复", "the next answer promised")}  # of clocks that no profile knows
_OFFICES = (Permission.SEE_APPEALS, Permission.ANSWER_LEGS, Permission.FILE_APPEALS)


def may_see_case(viewer: Viewer, case: int) -> bool:
    """Whether the viewer may see the appeal of a case."""
    return visible_appeals.filter(viewer, Appeal.objects.filter(pk=case)).exists()


def address_of_case(case: int) -> str:
    """The page of the appeal of a case."""
    return reverse("appeals:appeal", args=[case])


def meeting_of_case(case: int) -> tuple[Label, list[str]]:
    """What a meeting about the appeal is called, and whom it concerns: the units that have it in hand, and the enterprise."""
    row = Appeal.objects.select_related("enterprise").get(pk=case)
    title = Label("第 {number} 号诉求会商：{title}", "meeting about appeal {number}: {title}").filled(number=case, title=row.title)
    firm = organisation_key(row.enterprise.organisation_id)
    return title, [*open_units([case]).get(case, ()), *([firm] if firm else [])]


def is_office(viewer: Viewer) -> bool:
    """Whether the viewer reads appeals for an office; of his own firm's he still sees the firm's side alone."""
    return any(map(viewer.may, _OFFICES))


def is_inside(viewer: Viewer, row: Appeal) -> bool:
    """Whether the viewer reads it for an office, and not for the enterprise alone."""
    return is_office(viewer) and row.enterprise_id not in own_entries(viewer)


def is_inside_of(viewer: Viewer, case: int) -> bool:
    """The same, of a case."""
    row = Appeal.objects.filter(pk=case).first()
    return row is not None and is_inside(viewer, row)


def sees_clock(viewer: Viewer, case: int, key: str, is_of_leg: bool) -> bool:
    """Whether the viewer sees a clock: offices all, the enterprise those that bind the district to it."""
    return (key in OUTER and not is_of_leg) or is_inside_of(viewer, case)
