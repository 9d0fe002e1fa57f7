"""A firm says that an item of its portrait is wrong: where such a case stands. The fact stays in use meanwhile, and is marked."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum

GRADE, CLOCK = "dispute", "dispute_ruled"  # of the profile that `finance.yaml` names


class FactDisputeStanding(LabelledEnum):
    """Where it stands. A value is put right where it was told, never here: the portrait keeps none."""

    ASKED = "asked", "待核实", "waits to be checked"
    UPHELD = "upheld", "核实无误，事实不变", "checked, the fact stands"
    CORRECTED = "corrected", "已在来源处更正", "put right at its source"
    TAKEN_BACK = "taken_back", "企业撤回异议", "dispute taken back by the firm"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to rule."""
        return self is FactDisputeStanding.ASKED
