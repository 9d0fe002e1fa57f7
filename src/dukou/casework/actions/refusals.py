"""What is refused when cases are handled."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_DONE = Label("没有办理", "this was not done")


class CaseClosed(Refusal):
    """A case that is closed takes no further step."""

    code = "casework.case_closed"
    status = 409
    what = _NOT_DONE
    why = Label("第 {case} 号办件已办结", "case {case} is closed")
    cure = Label("需要再办的，先重新打开", "open it again first")


class NoSuchGrade(Refusal):
    """A case has one of the grades of its profile."""

    code = "casework.no_such_grade"
    what = _NOT_DONE
    why = Label("办理规则“{profile}”没有“{grade}”这一等级", "the profile “{profile}” has no grade “{grade}”")
    cure = Label("可选：{grades}", "choose among: {grades}")


class NoSuchProfile(Refusal):
    """A case begins under a profile that the pack states."""

    code = "casework.no_such_profile"
    what = _NOT_DONE
    why = Label("没有办理规则“{profile}”", "there is no profile “{profile}”")
    cure = Label("核对数据包的 profiles/", "check profiles/ of the pack")


class LegThereAlready(Refusal):
    """A unit has one open leg of a case, and one unit leads."""

    code = "casework.leg_there_already"
    status = 409
    what = Label("没有分派", "it was not dispatched")
    why = Label("“{unit}”已在办这一件，或已有主办单位", "“{unit}” has it in hand already, or another unit leads")
    cure = Label("先收回原来的，再分派", "recall the other one first")


class LegClosed(Refusal):
    """What a unit has answered or returned is not in its hands any more."""

    code = "casework.leg_closed"
    status = 409
    what = _NOT_DONE
    why = Label("“{unit}”这一段已结束：{outcome}", "the leg of “{unit}” has ended: {outcome}")
    cure = Label("刷新页面看现在在谁手里", "reload the page to see who has it now")


class ClockRunsAlready(Refusal):
    """Two clocks of one name do not run in one case or leg."""

    code = "casework.clock_runs_already"
    status = 409
    what = _NOT_DONE
    why = Label("“{clock}”已在计时", "the clock “{clock}” runs already")
    cure = Label("看它的期限即可", "look at its deadline")


class NotInThisState(Refusal):
    """A clock is paused while it runs, resumed while it stands."""

    code = "casework.clock_not_in_this_state"
    status = 409
    what = _NOT_DONE
    why = Label("“{clock}”现在是“{state}”", "the clock “{clock}” is {state}")
    cure = Label("刷新页面看现在的情况", "reload the page to see how it stands")


class MayNotPause(Refusal):
    """Some clocks run whatever happens."""

    code = "casework.may_not_pause"
    what = Label("没有暂停计时", "the clock was not paused")
    why = Label("按规则“{clock}”不能暂停", "by the rule the clock “{clock}” does not stand still")
    cure = Label("可在到期前申请延期", "ask for an extension before it runs out")


class RunOut(Refusal):
    """What has run out is late for good: a pause would make it look as if it were not."""

    code = "casework.clock_run_out"
    status = 409
    what = Label("没有暂停计时", "the clock was not paused")
    why = Label("“{clock}”已于 {until} 到期", "the clock “{clock}” ran out at {until}")
    cure = Label("照常办理；问企业不需要暂停计时", "go on with it; the enterprise can be asked without a pause")


class AfterExpiry(Refusal):
    """More time is asked for while there is time, and so early as the rule says."""

    code = "casework.after_expiry"
    status = 409
    what = Label("没有延期", "the deadline was not extended")
    why = Label("延期须在 {until} 前提出；期限为 {due}", "an extension is asked for before {until}; the deadline is {due}")
    cure = Label("已逾期的按逾期办理，并向企业说明", "what is late is late: handle it and tell the enterprise")


class NoExtension(Refusal):
    """A clock is extended as often and by as much as its rule says."""

    code = "casework.no_extension"
    what = Label("没有延期", "the deadline was not extended")
    why = Label(
        "按规则最多延 {times} 次、共 {most}；已延 {used} 次、共 {extra}",
        "the rule allows {times} times, {most} in all; {used}, {extra} were used",
    )
    cure = Label("减少延长的时间，或按期办结", "ask for less, or finish in time")


class ReasonWanting(Refusal):
    """What changes a deadline needs a reason that can be read later."""

    code = "casework.reason_wanting"
    what = _NOT_DONE
    why = Label("没有写明理由", "no reason was given")
    cure = Label("写明理由", "say why")


class OwnAsking(Refusal):
    """Nobody rules on what he asked for."""

    code = "casework.own_asking"
    status = 403
    what = Label("没有裁定", "it was not ruled on")
    why = Label("不能裁定自己提出的申请", "one does not rule on one's own request")
    cure = Label("请另一位同事裁定", "have a colleague rule on it")


class NothingAsked(Refusal):
    """There is nothing to rule on."""

    code = "casework.nothing_asked"
    status = 409
    what = Label("没有裁定", "it was not ruled on")
    why = Label("没有待裁定的申请", "nothing waits for a ruling")
    cure = Label("刷新页面看结果", "reload the page to see the result")
