"""What became of invitations. Projects lie in a room above, which registers here how it is asked; unasked, nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dukou.accounts.core.viewers import Viewer
from dukou.chains.core.kinds import InvitationState
from dukou.chains.models import Invitation
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import Rate
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Became:
    """A project as a page of this room names it; `about`: how far it is, or why it was lost."""

    label: Label
    address: str
    about: Label


@dataclass(frozen=True, slots=True)
class Becoming:
    """What the room above says, each time only of what the viewer may see there.

    `of_invitations`: by number of the line its project; `lost_at`: the projects that were lost for a node (reference); `handing`: where a
    line (number) is registered as a project, empty where the viewer may not.
    """

    of_invitations: Callable[[Viewer, Sequence[int]], Mapping[int, Became]]
    lost_at: Callable[[Viewer, str], Sequence[Became]]
    handing: Callable[[Viewer, int], str]


BECOMING: Registry[Becoming] = Registry("what becomes of invitations")


def became(viewer: Viewer, numbers: Sequence[int]) -> dict[int, Became]:
    """By number of the line the project that came of it, of those in sight."""
    return {number: each for room in BECOMING for number, each in room.of_invitations(viewer, numbers).items()}


def lost_at(viewer: Viewer, node: str) -> list[Became]:
    """The projects in sight that were lost at a node."""
    return [each for room in BECOMING for each in room.lost_at(viewer, node)]


def handing(viewer: Viewer, number: int) -> str:
    """Where a line is handed over as a project; empty where nobody takes it, or the viewer may not."""
    return next((address for room in BECOMING if (address := room.handing(viewer, number))), "")


def handed_over_rate() -> Rate:
    """Of all lines that were ever listed, those that went on as projects."""
    rows = Invitation.objects.all()
    return Rate(rows.filter(state=InvitationState.HANDED_OVER.value).count(), rows.count())
