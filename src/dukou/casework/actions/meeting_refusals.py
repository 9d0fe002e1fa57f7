"""What is refused about meetings."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_DONE = Label("没有办理", "this was not done")


class NotConvener(Refusal):
    """A meeting is called and led by people of the organisation that convenes it."""

    code = "casework.not_convener"
    status = 403
    what = _NOT_DONE
    why = Label("您不能以“{host}”的名义召集或主持会议", "you do not call or lead meetings for “{host}”")
    cure = Label("请该单位有召集权限的同事办理", "ask a colleague there who may call meetings")


class NotInvited(Refusal):
    """An invitation is answered by people of the organisation that is invited."""

    code = "casework.not_invited"
    status = 403
    what = _NOT_DONE
    why = Label("会议没有邀请“{organisation}”，或您不代表该单位", "“{organisation}” is not invited, or you do not speak for it")
    cure = Label("请召集单位邀请，或由该单位的同事办理", "ask whoever convenes to invite it, or a colleague there")


class MeetingOver(Refusal):
    """A meeting that was closed or cancelled stays as it is."""

    code = "casework.meeting_over"
    status = 409
    what = _NOT_DONE
    why = Label("会议已结束或已取消", "the meeting is closed or cancelled")
    cure = Label("需要再议的，另行召集", "call another meeting")


class TooEarly(Refusal):
    """Who came and what came of it is told once the meeting has begun."""

    code = "casework.meeting_not_begun"
    status = 409
    what = _NOT_DONE
    why = Label("会议 {begins} 才开始", "the meeting begins at {begins}")
    cure = Label("会后再登记；不开的，请取消", "note it afterwards; cancel it where it does not take place")


class MeetingBegun(Refusal):
    """Whether one comes is said beforehand; afterwards whoever leads notes who came."""

    code = "casework.meeting_begun"
    status = 409
    what = _NOT_DONE
    why = Label("会议已于 {begins} 开始", "the meeting began at {begins}")
    cure = Label("到会情况由召集单位登记", "whoever convenes notes who came")


class MeetingInThePast(Refusal):
    """People are invited to what is still to come."""

    code = "casework.meeting_in_the_past"
    what = Label("没有召集会议", "no meeting was called")
    why = Label("开始时间 {begins} 已过", "{begins} is past")
    cure = Label("改正时间", "correct the time")


class Unworded(Refusal):
    """What others have to read later is written down."""

    code = "casework.unworded"
    what = _NOT_DONE
    why = Label("没有写“{field}”", "“{field}” was not written")
    cure = Label("写上“{field}”", "write “{field}”")


class NobodyInvited(Refusal):
    """A meeting needs somebody who is invited besides whoever convenes."""

    code = "casework.nobody_invited"
    what = _NOT_DONE
    why = Label(
        "没有可邀请的单位（召集单位自己和已邀请的不算）", "there is nobody to invite (the host and who is invited already do not count)"
    )
    cure = Label("至少选一个单位", "choose one organisation at least")


class FollowUpDone(Refusal):
    """What was done is done once."""

    code = "casework.follow_up_done"
    status = 409
    what = _NOT_DONE
    why = Label("这一项已于 {day} 办结", "it was done on {day}")
    cure = Label("刷新页面看结果", "reload the page to see the result")


class NoSuchFollowUp(Refusal):
    """What is done was agreed before."""

    code = "casework.no_such_follow_up"
    status = 404
    what = _NOT_DONE
    why = Label("没有第 {number} 号议定事项，或您看不到它", "there is no follow-up {number}, or you may not see it")
    cure = Label("核对编号", "check the number")
