"""Cases of a firm about a record: that it be repaired, or that it is wrong. Where each stands, and what may be done next."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class CaseMatter(LabelledEnum):
    """What a firm wants of a record. The value is also the grade of the profile by which its clocks run."""

    REPAIR = "repair", "信用修复申请", "application for repair"
    DISPUTE = "dispute", "信用异议申请", "dispute of a record"


class CaseStanding(LabelledEnum):
    """Where such a case stands. A repair is accepted before it is ruled on; a dispute is ruled on at once."""

    ASKED = "asked", "待单位办理", "waits for the unit"
    ACCEPTED = "accepted", "单位已受理", "accepted by the unit"
    GRANTED = "granted", "准予修复", "repair granted"
    REFUSED = "refused", "不予修复", "repair refused"
    UPHELD = "upheld", "异议不成立，记录保留", "dispute dismissed, the record stands"
    CORRECTED = "corrected", "异议成立，记录已更正", "dispute allowed, the record corrected"
    WITHDRAWN = "withdrawn", "异议成立，记录已撤销", "dispute allowed, the record withdrawn"
    TAKEN_BACK = "taken_back", "企业已撤回", "taken back by the firm"
    MOOT = "moot", "记录已另行终止", "the record had ended otherwise"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to rule."""
        return self in (CaseStanding.ASKED, CaseStanding.ACCEPTED)


OPEN = tuple(each.value for each in CaseStanding if each.is_open)

# The clocks of each matter, by the keys of the profile: while it waits, and once it is accepted.
CLOCK_ASKED = {CaseMatter.REPAIR: "repair_accepted", CaseMatter.DISPUTE: "dispute_ruled"}
CLOCK_ACCEPTED = "repair_ruled"
