"""The closed lists of what cases, legs, clocks and meetings can be."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class ClockState(LabelledEnum):
    """Whether a clock runs. That it is late now is asked of the moment; that it once ran out is kept beside it, for good."""

    RUNNING = "running", "计时中", "running"
    STANDING = "standing", "暂停计时", "standing still"
    STOPPED = "stopped", "已停止", "stopped"


class LegOutcome(LabelledEnum):
    """How a leg ended."""

    ANSWERED = "answered", "已答复", "answered"
    RETURNED = "returned", "已退回", "returned"
    RECALLED = "recalled", "已收回", "recalled"
    DEEMED_AGREED = "deemed_agreed", "逾期视为同意", "deemed agreed"


class MeetingKind(LabelledEnum):
    """What people meet for."""

    FORUM = "forum", "座谈会", "forum"
    VISIT = "visit", "走访", "visit"
    JOINT_HANDLING = "joint_handling", "会商会办", "joint handling"
    BANK_MEETING = "bank_meeting", "银企对接会", "meeting with banks"


class InvitationAnswer(LabelledEnum):
    """What somebody who is invited says beforehand; who says nothing has given none."""

    ACCEPTED = "accepted", "确认参加", "accepted"
    DECLINED = "declined", "不参加", "declined"


class Attendance(LabelledEnum):
    """Whether somebody who was invited came, as whoever led the meeting noted it, whatever was answered beforehand."""

    ATTENDED = "attended", "已参加", "attended"
    ABSENT = "absent", "缺席", "absent"


class Ruling(LabelledEnum):
    """What was ruled on something asked for."""

    WAITING = "waiting", "待裁定", "waiting"
    GRANTED = "granted", "同意", "granted"
    REFUSED = "refused", "不同意", "refused"
    MOOT = "moot", "无须再裁定", "moot"
