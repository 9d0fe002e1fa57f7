"""The closed lists of what plans of inspections, their visits and what is asked about inspectors can be."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class PlanState(LabelledEnum):
    """How far a plan is. Once published its list, ratios and inspectors change no more; drawn, its visits are made."""

    DRAFT = "draft", "拟定中", "in draft"
    PUBLISHED = "published", "已公布，待抽取", "published, to be drawn"
    DRAWN = "drawn", "已抽取", "drawn"
    CLOSED = "closed", "已完成", "finished"


class LeftOut(LabelledEnum):
    """Why a firm that the field covers stays off the list of a plan."""

    USED_UP = "used_up", "年度入企次数已用完", "yearly number of visits used up"


class VisitState(LabelledEnum):
    """How far a visit is. A visit that nobody announced goes from drawn to arrived."""

    DRAWN = "drawn", "待入企", "to be made"
    NOTIFIED = "notified", "已通知企业", "firm notified"
    ARRIVED = "arrived", "已到场", "arrived"
    RECORDED = "recorded", "结果已记录", "result recorded"
    CANCELLED = "cancelled", "不再入企", "called off"

    @property
    def is_ahead(self) -> bool:
        """Whether the visit is still to be made."""
        return self in (VisitState.DRAWN, VisitState.NOTIFIED)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.is_ahead or self is VisitState.ARRIVED

    @property
    def was_made(self) -> bool:
        """Whether somebody came: such a visit counts against the yearly number."""
        return self in (VisitState.ARRIVED, VisitState.RECORDED)


class RecusalRuling(LabelledEnum):
    """What became of a firm's request that an inspector does not come."""

    GRANTED = "granted", "准予回避", "recusal granted"
    REFUSED = "refused", "不予回避", "recusal refused"


class Arm(LabelledEnum):
    """Why a firm was drawn in a field; the code is the word of the file of a draw."""

    GRADE = "grade", "按等级抽中", "drawn by grade"
    CONTROL = "control", "随机对照抽中", "drawn for the random control arm"
