"""Why a bank looks at a portrait, as the firm reads it."""

from __future__ import annotations

from dukou.finance.core.kinds import Purpose
from dukou.kit.core.labels import Label, LabelledEnum, same

_BETWEEN = "："


class LookReason(LabelledEnum):
    """The reasons that a bank chooses from; words of its own may stand behind. Each belongs to one purpose of a consent."""

    APPLICATION = "application", "受理企业的贷款申请", "the firm applied for a loan"
    PRE_LIMIT = "pre_limit", "测算可贷额度", "to reckon what could be lent"
    CONDITIONS = "conditions", "放款前核对条件", "conditions checked before paying out"
    RENEWAL = "renewal", "续贷审查", "a loan is to be renewed"
    WATCH = "watch", "贷后检查", "check of a loan that was drawn"
    WARNING = "warning", "核实风险提示", "a warning is looked into"
    RECOMMENDED = "recommended", "对接推荐名单", "the firm was recommended"

    @property
    def purpose(self) -> Purpose:
        """The purpose of the consents under which one looks for this reason."""
        return _PURPOSES[self]

    def told(self, words: str = "") -> str:
        """The reason with words behind it, as it is kept."""
        return _BETWEEN.join(filter(None, (self.label.zh, words.strip())))


_PURPOSES = {
    LookReason.APPLICATION: Purpose.BEFORE,
    LookReason.PRE_LIMIT: Purpose.BEFORE,
    LookReason.CONDITIONS: Purpose.DURING,
    LookReason.RENEWAL: Purpose.DURING,
    LookReason.WATCH: Purpose.AFTER,
    LookReason.WARNING: Purpose.AFTER,
    LookReason.RECOMMENDED: Purpose.RECOMMENDATION,
}


def why_label(kept: str) -> Label:
    """What was kept, in both languages as far as it was chosen; words of one's own stay as they were written."""
    chosen, between, words = kept.partition(_BETWEEN)
    reason = next((each for each in LookReason if each.label.zh == chosen), None)
    return Label(kept, f"{reason.label.en}{': ' if between else ''}{words}") if reason else same(kept)
