"""Who has a part, and so whose time it is: its unit, whoever its stage is with, or the applicant while he thinks the answer over."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.affairs.core.affairs import Stage
from dukou.affairs.core.kinds import AffairState
from dukou.casework.core.ledgers import Holder
from dukou.kit.core.labels import Label

TO_AGREE = Label("等申请人确认方案", "the applicant has to agree to the plan")


@dataclass(frozen=True, slots=True)
class Standing:
    """A part that is not with its unit: its clock stands. `reason`: why, in words."""

    holder: Holder
    reason: Label


def part_name(matter: Label, unit: Label) -> Label:
    """A part, where a matter may have several: the matter and whose part it is."""
    return Label("“{matter}”（{unit}）", "“{matter}” ({unit})").filled(matter=matter, unit=unit)


def is_thinking(state: AffairState) -> bool:
    """Whether the applicant has the one answer before him and has not said yet whether he agrees."""
    return state is AffairState.ANSWERED


def standing_of(stage: Stage | None, state: AffairState) -> Standing | None:
    """With whom an open part is where it is not with its unit; None: it is the unit's time, and its clock runs.

    A stage outside the promise is with its holder, whoever thinks meanwhile: a permit office works on. Where its holder is nobody, or the
    stage is the unit's own, an answer that was given leaves the part with the applicant until he agrees.
    """
    if stage is not None and stage.is_outside and not (is_thinking(state) and stage.holder is Holder.NOBODY):
        return Standing(stage.holder, stage.name)
    return Standing(Holder.ENTERPRISE, TO_AGREE) if is_thinking(state) else None
