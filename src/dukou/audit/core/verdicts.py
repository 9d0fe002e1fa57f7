"""What an examination of the chain can find: whole, or the first link that is broken and how."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.audit.core.seals import GENESIS
from dukou.kit.core.labels import LabelledEnum


class Break(LabelledEnum):
    """What is wrong with the first broken link."""

    CONTENT_CHANGED = "content_changed", "内容被改动", "content changed"
    PERSONAL_CHANGED = "personal_changed", "个人信息未按规定删除而被改动", "a personal value was changed without being erased"
    LINK_BROKEN = "link_broken", "与上一条不衔接", "link to the event before it broken"
    GAP = "gap", "中间缺少记录", "gap in the sequence"
    TAIL_CUT = "tail_cut", "末尾记录缺失", "tail cut off"
    TAIL_CHANGED = "tail_changed", "末尾与链头登记不符", "the last event is not the one the head names"
    NOT_EXPECTED = "not_expected", "链中没有所给的哈希值", "the expected hash is not in the chain"


@dataclass(frozen=True, slots=True)
class TrailReport:
    """The result of an examination: number of events, hash of the last one, and the first break where there is one.

    `position` is that of the first event which is missing or wrong; for `NOT_EXPECTED` the last one of the chain.
    """

    events: int
    head: str = GENESIS
    broken: Break | None = None
    position: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found wrong."""
        return self.broken is None

    def as_dict(self) -> dict[str, object]:
        """The verdict as JSON doors speak it."""
        broken = None if self.broken is None else {"kind": str(self.broken), "position": self.position} | self.broken.label.as_dict()
        return {"whole": self.is_whole, "events": self.events, "head": self.head, "broken": broken}
