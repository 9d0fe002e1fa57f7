"""The closed lists of the room: what is kept beside the maps, and where a working list stands."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class ReferenceKind(LabelledEnum):
    """What a kept reference file is."""

    PANEL = "panel", "参照面板", "reference panel"
    IO_TABLE = "io_table", "投入产出表", "input–output table"


class InvitationState(LabelledEnum):
    """Where an invitation stands. What was handed over goes on as an investment project."""

    LISTED = "listed", "已列入", "listed"
    CONTACTED = "contacted", "已接触", "contacted"
    VISITED = "visited", "已考察", "visited"
    TALKING = "talking", "洽谈中", "in talks"
    HANDED_OVER = "handed_over", "转项目", "handed over as a project"
    DROPPED = "dropped", "不再跟进", "dropped"

    @property
    def is_over(self) -> bool:
        """Whether nobody works on it as an invitation any more."""
        return self in (InvitationState.HANDED_OVER, InvitationState.DROPPED)

    @property
    def next(self) -> tuple[InvitationState, ...]:
        """Where it may go from here: on, or over; back never."""
        if self.is_over:
            return ()
        order = (InvitationState.LISTED, InvitationState.CONTACTED, InvitationState.VISITED, InvitationState.TALKING)
        return (*order[order.index(self) + 1 :], InvitationState.HANDED_OVER, InvitationState.DROPPED)
