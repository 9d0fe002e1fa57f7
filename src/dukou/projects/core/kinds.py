"""The closed lists of the room: what a stage means, how a project fares, what became of a move that waits for a second person."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Meaning(LabelledEnum):
    """What a stage of the pack stands for, in their order: of these speak dates, rates and rules, whatever a pack calls its stages."""

    LEAD = "lead", "招商线索", "lead of an investment"
    CONTACT = "contact", "在谈", "in contact"
    INTENT = "intent", "达成意向", "intent agreed"
    SIGNED = "signed", "正式签约", "contract signed"
    REGISTERED = "registered", "注册落户", "company registered here"
    APPROVALS = "approvals", "报批", "approvals under way"
    BUILDING = "building", "建设或改造", "construction or refit"
    COMMISSIONING = "commissioning", "竣工调试", "completed and commissioning"
    PRODUCTION = "production", "正式投产", "in production"
    FULL_CAPACITY = "full_capacity", "达产", "at full capacity"
    REVIEW = "review", "履约评估", "reviewed against its contract"

    @property
    def place(self) -> int:
        """Its place in the order."""
        return list(Meaning).index(self)


class ProjectStatus(LabelledEnum):
    """How a project fares, whatever stage it is in."""

    ON_TRACK = "on_track", "正常推进", "on track"
    DELAYED = "delayed", "进度滞后", "delayed"
    PAUSED = "paused", "暂停", "paused"
    LOST = "lost", "流失", "lost"
    ABANDONED = "abandoned", "放弃", "abandoned"

    @property
    def is_over(self) -> bool:
        """Whether nobody works on it any more."""
        return self in (ProjectStatus.LOST, ProjectStatus.ABANDONED)


class MoveState(LabelledEnum):
    """What became of a move into a stage, or of a new date, that a second person has to confirm."""

    WAITING = "waiting", "待第二人确认", "waits for a second person"
    STANDS = "stands", "已生效", "stands"
    REFUSED = "refused", "未获同意", "turned down"


class ProjectLight(LabelledEnum):
    """How late a project is by the pack's rule."""

    GREEN = "green", "绿灯", "green light"
    YELLOW = "yellow", "黄灯", "yellow light"
    RED = "red", "红灯", "red light"
    NONE = "none", "没有日期", "no date announced"
