"""Why a repair or a dispute does not go on."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_ASKED = Label("没有提交", "this was not filed")
_NOT_DONE = Label("没有办理", "this was not done")


class NotTheFirms(Refusal):
    """A firm speaks for its own records, and nobody else does."""

    code = "credit.not_the_firms"
    status = 403
    what = _NOT_ASKED
    why = Label("只有企业自己的经办人可以提出", "only the firm's own agent may ask this")
    cure = Label("由企业的经办人登录后提出", "let the firm's agent sign in and ask")


class NothingToRepair(Refusal):
    """What speaks for a firm is not repaired, nor what is shown no more."""

    code = "credit.nothing_to_repair"
    status = 409
    what = _NOT_ASKED
    why = Label("这条记录不是正在使用的失信记录", "this is no adverse record in use")
    cure = Label("内容有误的，可以提出异议", "where it is wrong, dispute it")


class NotRepairableYet(Refusal):
    """A record is repaired no earlier than its shortest time of publication is over."""

    code = "credit.not_repairable_yet"
    status = 409
    what = _NOT_ASKED
    why = Label("最短公示期未满（{rule}）", "its shortest time of publication is not over ({rule})")
    cure = Label("{day} 起可以申请", "ask on {day} or later")


class NoRepairRule(Refusal):
    """Repair goes by a rule in force."""

    code = "credit.no_repair_rule"
    status = 409
    what = _NOT_ASKED
    why = Label("{day} 没有生效的修复规则", "no rule of repair is in force on {day}")
    cure = Label("请牵头单位核对数据包里的 credit.yaml", "ask the leading unit to look at credit.yaml in the pack")


class DutyNotDone(Refusal):
    """What the paper imposed has to be done first."""

    code = "credit.duty_not_done"
    status = 409
    what = _NOT_ASKED
    why = Label("没有登记义务履行完毕，也没有附上履行的凭证", "the duty is not noted as done, nor is there any proof that it is")
    cure = Label("写明哪一天履行完毕、凭什么证明", "write on which day it was done, and what proves it")


class NoPromise(Refusal):
    """A repair wants the public promise of the firm."""

    code = "credit.no_promise"
    what = _NOT_ASKED
    why = Label("没有作出公开信用承诺", "the public promise is wanting")
    cure = Label("写上承诺内容", "write the promise")


class CaseAlreadyOpen(Refusal):
    """One case about a record at a time."""

    code = "credit.case_already_open"
    status = 409
    what = _NOT_ASKED
    why = Label("这条记录的第 {number} 号申请还在办理", "case {number} about this record is still open")
    cure = Label("等它办完，或先撤回它", "wait for its ruling, or take it back first")


class NoCaseRules(Refusal):
    """A case has clocks, and the district says which."""

    code = "credit.no_case_rules"
    status = 409
    what = _NOT_ASKED
    why = Label("本区没有写修复和异议的时限", "the district has no clocks for repairs and disputes")
    cure = Label("在 credit.yaml 里写上 profile", "write profile in credit.yaml")


class NotYourCase(Refusal):
    """The unit that recognised the record rules, or that of its field, or the one that leads."""

    code = "credit.not_your_case"
    status = 403
    what = _NOT_DONE
    why = Label("这件申请不归您办理", "this case is not yours to rule on")
    cure = Label("由“{unit}”办理", "ask “{unit}”")


class OwnMatter(Refusal):
    """Nobody rules on what he asked, nor on a matter of a firm for which he acts."""

    code = "credit.own_matter"
    status = 403
    what = _NOT_DONE
    why = Label("您是申请人，或是这家企业的经办人", "you asked for it, or act for the firm")
    cure = Label("由同事办理", "let a colleague do it")


class NotInThisStanding(Refusal):
    """Each step has its place in the course of a case."""

    code = "credit.not_in_this_standing"
    status = 409
    what = _NOT_DONE
    why = Label("这件申请现在是“{standing}”", "the case stands at “{standing}”")
    cure = Label("刷新页面", "reload the page")


class DutyNotConfirmed(Refusal):
    """Where only the firm says that its duty is done, the unit confirms it with the repair."""

    code = "credit.duty_not_confirmed"
    status = 409
    what = Label("没有准予修复", "the repair was not granted")
    why = Label("义务履行只有企业自己的说法，还没有核实", "that the duty is done only the firm says so far")
    cure = Label("核实后勾选“已核实义务履行完毕”", "check it, and tick that the duty was found to be done")
