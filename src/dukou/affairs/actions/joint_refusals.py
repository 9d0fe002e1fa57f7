"""What is refused about joint surveys and acceptances."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_ARRANGED = Label("没有约定", "nothing was arranged")
_NOT_DONE = Label("没有办理", "this was not done")


class NoJoin(Refusal):
    """What is done jointly stands in the affair, and has its time."""

    code = "affairs.no_join"
    status = 409
    what = _NOT_ARRANGED
    why = Label("这件事没有{join}，或还不到时候", "the affair has no {join}, or it is not its time")
    cure = Label("看申请页面上现在能办什么", "look at the page of the application for what may be done now")


class NobodyExpected(Refusal):
    """A joint day needs units whose parts are open."""

    code = "affairs.nobody_expected"
    status = 409
    what = _NOT_ARRANGED
    why = Label("没有要参加{join}的单位", "no unit has to come to the {join}")
    cure = Label("看各部分是否已办结", "see whether the parts have ended")


class AlreadyArranged(Refusal):
    """One day at a time."""

    code = "affairs.already_arranged"
    status = 409
    what = _NOT_ARRANGED
    why = Label("{join}已有约定的日子", "a day for the {join} is arranged already")
    cure = Label("要改期的先取消", "cancel it first to take another day")


class NoCommonDay(Refusal):
    """The units are never free together."""

    code = "affairs.no_common_day"
    status = 409
    what = _NOT_ARRANGED
    why = Label("今后 {days} 个工作日里没有大家都空的半天", "in the next {days} working days there is no half-day on which all are free")
    cure = Label("请各单位调整，或由窗口直接指定", "let the units make room, or name a day yourself")


class NothingArranged(Refusal):
    """What was not arranged is neither held nor called off."""

    code = "affairs.nothing_arranged"
    status = 409
    what = _NOT_DONE
    why = Label("没有约定中的{join}", "no {join} is arranged")
    cure = Label("先约定日子", "arrange a day first")


class TooEarlyToHold(Refusal):
    """What was said is noted when it has been said."""

    code = "affairs.too_early_to_hold"
    status = 409
    what = _NOT_DONE
    why = Label("约定的是 {day}，还没有到", "it is arranged for {day}, which has not come")
    cure = Label("当天或之后再记", "note it on that day, or after it")


class SeatUnknown(Refusal):
    """Only who was called is noted."""

    code = "affairs.seat_unknown"
    what = _NOT_DONE
    why = Label("第 {part} 号部分不在这次的名单里", "part {part} is not on the list of this day")
    cure = Label("刷新页面再记", "look at the page again")


class NotObjectable(Refusal):
    """A unit objects once to being deemed to agree, before the one answer is given."""

    code = "affairs.not_objectable"
    status = 409
    what = _NOT_DONE
    why = Label("没有可以提出或裁定的异议", "there is nothing to object to, or no objection to rule on")
    cure = Label("答复已发出的，请联系窗口另行处理", "where the answer has been given, speak to the window")


class OwnObjection(Refusal):
    """Nobody rules on his own objection."""

    code = "affairs.own_objection"
    status = 403
    what = _NOT_DONE
    why = Label("异议是您提出的", "the objection is your own")
    cure = Label("请同事裁定", "let a colleague rule")
