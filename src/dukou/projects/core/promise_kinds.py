"""The closed lists of the promise ledger: who promised, what its review found, what was told of it, and how it stands on a day."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Side(LabelledEnum):
    """Who gave the promise."""

    DISTRICT = "district", "区里承诺", "promised by the district"
    FIRM = "firm", "企业承诺", "promised by the firm"


class FairVerdict(LabelledEnum):
    """What the fair-competition review of a promise of the district found (公平竞争审查条例, in force since 2024-08-01)."""

    PASSED = "passed", "公平竞争审查通过", "fair-competition review passed"
    NOT_NEEDED = "not_needed", "无需公平竞争审查", "no fair-competition review needed"
    PENDING = "pending", "公平竞争审查未完成", "fair-competition review pending"
    FAILED = "failed", "公平竞争审查未通过", "fair-competition review failed"


class PromiseMark(LabelledEnum):
    """What is told of a promise after it was made."""

    KEPT = "kept", "登记履行", "told as kept"
    BROKEN = "broken", "登记违约", "told as broken"
    WAIVED = "waived", "依程序免除", "waived by procedure"
    MOVED = "moved", "承诺改期", "given another day"
    HANDED_OVER = "handed_over", "责任移交", "handed over to another post"
    CAME_ABOUT = "came_about", "条件成就", "its condition came about"
    REVIEWED = "reviewed", "公平竞争审查结论", "outcome of its fair-competition review"

    @property
    def needs_two(self) -> bool:
        """Whether it stands only once a second person agreed."""
        return self in (PromiseMark.WAIVED, PromiseMark.MOVED)


class PromiseState(LabelledEnum):
    """How a promise stands on a day. It is reckoned from what was told by that day and never kept."""

    OPEN = "open", "履行期内", "still to be kept"
    CONDITIONAL = "conditional", "条件未到", "waits for its condition"
    LATE = "late", "逾期未履行", "overdue"
    KEPT = "kept", "按期履行", "kept on time"
    KEPT_LATE = "kept_late", "逾期履行", "kept late"
    BROKEN = "broken", "承诺未履行", "broken promise"
    WAIVED = "waived", "承诺已免除", "waived promise"

    @property
    def is_owed(self) -> bool:
        """Whether something is still to be done: what a successor takes over."""
        return self in (PromiseState.OPEN, PromiseState.CONDITIONAL, PromiseState.LATE)

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to the base of the share kept on time: its day came, or it was settled. What was waived is told beside."""
        return self in (PromiseState.LATE, PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.BROKEN)
