"""What the room does of itself, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "deadlines.reproject": Label("按新日历重算期限", "deadlines reckoned anew"),
        "inbox.read": Label("读消息", "message read"),
        "inbox.read_all": Label("全部标为已读", "all messages read"),
        "legs.hand_over": Label("移交办理事项", "leg handed over"),
        "legs.hand_over_all": Label("移交全部在办事项", "all legs handed over"),
        "legs.take": Label("认领办理事项", "leg taken in hand"),
        "meetings.agree": Label("议定事项", "follow-up agreed"),
        "meetings.call": Label("召集会议", "meeting called"),
        "meetings.cancel": Label("取消会议", "meeting cancelled"),
        "meetings.close": Label("登记会议结果", "meeting closed"),
        "meetings.follow_up_done": Label("议定事项已办", "follow-up done"),
        "meetings.invite": Label("增加邀请", "more invited"),
        "meetings.note_attendance": Label("登记到会情况", "attendance noted"),
        "meetings.respond": Label("答复邀请", "invitation answered"),
        "ladder.sweep": Label("到期提醒和督办", "reminders and escalation"),
    }
)
