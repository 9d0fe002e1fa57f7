"""What is refused when claims are handled."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_FILED = Label("没有提出申请", "no claim was filed")
_NOT_DECIDED = Label("没有作出初审决定", "no decision was made")
_NOT_PAID = Label("没有登记付款", "no payment was entered")


class TitleOnly(Refusal):
    """A measure of which only the title is known gives nothing that could be claimed."""

    code = "policies.title_only"
    what = _NOT_FILED
    why = Label("“{measure}”只有标题，没有条文", "of “{measure}” only the title is known")
    cure = Label("等有了文本，写进数据包后再申报", "when there is a text, write it into the pack first")


class NotOpen(Refusal):
    """A measure is claimed within its window."""

    code = "policies.not_open"
    what = _NOT_FILED
    why = Label("“{measure}”{opening}（受理时间：{window}）", "“{measure}” is {opening} (window: {window})")
    cure = Label("在受理期内申报", "file within the window")


class NotEntitled(Refusal):
    """Whom the rules answer no files only with a word on why he thinks otherwise."""

    code = "policies.not_entitled"
    what = _NOT_FILED
    why = Label("按现有资料不符合：{clauses}", "by what is known the firm is not entitled: {clauses}")
    cure = Label(
        "资料有误的，写明说明后再申报，并请掌握资料的单位更正",
        "if what is known is wrong, say so and file, and have the office that holds it correct it",
    )


class ClaimedAlready(Refusal):
    """One claim a firm, a measure and a window, which may cross New Year; without both bounds every year is one."""

    code = "policies.claimed_already"
    status = 409
    what = _NOT_FILED
    why = Label(
        "本受理期（常年受理的按年度）已有这项申请（第 {number} 号，{stage}）",
        "there is a claim of this window (of this year, where it has none) already ({number}, {stage})",
    )
    cure = Label("看那一份的进度", "follow that one")


class OnlyDirect(Refusal):
    """Offices begin claims only to measures that need no application, and only where the rules say yes."""

    code = "policies.only_direct"
    what = _NOT_FILED
    why = Label(
        "“{measure}”不是免申即享，或企业按资料不符合", "“{measure}” needs an application, or the firm is not entitled by what is known"
    )
    cure = Label("告知企业自行申报", "tell the firm, so that it files")


class NotAtStage(Refusal):
    """Each step has its place in the order."""

    code = "policies.not_at_stage"
    status = 409
    what = Label("没有办理第 {number} 号申请", "nothing was done with claim {number}")
    why = Label("它现在是“{stage}”，不能“{step}”", "it is “{stage}” now and cannot be: {step}")
    cure = Label("按顺序办理：提出、初审、复核、付款、付款复核", "keep the order: filed, decided, confirmed, paid, payment confirmed")


class OwnCause(Refusal):
    """Nobody has a hand in what the office does with the claim of a firm that he acts for."""

    code = "policies.own_cause"
    status = 403
    what = Label("没有办理第 {number} 号申请", "nothing was done with claim {number}")
    why = Label("这份申请由您提出，或您是该企业的经办人", "you filed this claim, or you act for the firm")
    cure = Label("请不代表该企业的同事办理", "have a colleague handle it who does not act for the firm")


class NotYetYes(Refusal):
    """A benefit is granted where its rule book says yes, not where something is unknown."""

    code = "policies.not_yet_yes"
    what = _NOT_DECIDED
    why = Label("规则的答案是“{answer}”：{because}", "the rule book answers “{answer}”: {because}")
    cure = Label(
        "把缺的事实登记进名录（附依据）后再初审，或不予兑付并写明理由",
        "record what is missing in the register, with evidence, or turn the claim down with a reason",
    )


class PapersMissing(Refusal):
    """A claim is granted when its papers are there."""

    code = "policies.papers_missing"
    what = _NOT_DECIDED
    why = Label("缺材料：{papers}", "papers are missing: {papers}")
    cure = Label("请企业补交，收到后在申请页登记", "ask the firm for them, and note them on the claim's page when they are in")


class NotAskedFor(Refusal):
    """Papers are those that the measure asks of the firm."""

    code = "policies.not_asked_for"
    what = Label("没有登记材料", "no papers were noted")
    why = Label("“{measure}”不要求企业交：{papers}", "“{measure}” does not ask the firm for: {papers}")
    cure = Label("只选这项措施要求的材料", "choose among the papers that the measure asks for")


class TooMuch(Refusal):
    """No more is granted than rules, groups and budget leave."""

    code = "policies.too_much"
    what = _NOT_DECIDED
    why = Label("{amount} 超过可给的 {most}（{because}）", "{amount} is more than the {most} that can be given ({because})")
    cure = Label("改正金额", "correct the amount")


class AmountOpen(Refusal):
    """Where the rules leave the amount between bounds, the office states the figure that it found."""

    code = "policies.amount_open"
    what = _NOT_DECIDED
    why = Label("按现有资料金额不确定（{amount}），没有写金额", "what is known leaves the amount open ({amount}), and no figure is stated")
    cure = Label(
        "核实后写明金额，或先把缺的事实登记进名录", "state the figure that you verified, or record what is missing in the register first"
    )


class NoLongerFits(Refusal):
    """What was decided is confirmed where groups and budget still leave it on that day."""

    code = "policies.no_longer_fits"
    status = 409
    what = Label("没有复核第 {number} 号申请", "claim {number} was not confirmed")
    why = Label("初审金额 {amount}，现在最多可给 {most}（{because}）", "{amount} was decided; {most} can be given now ({because})")
    cure = Label(
        "退回初审，由初审人按现在可给的金额重新初审", "turn it down here, so that it goes back and is decided anew within what is left"
    )


class GivenAlready(Refusal):
    """One firm is given a measure once in a window, under whichever of its entries it claimed."""

    code = "policies.given_already"
    status = 409
    what = Label("没有办理第 {number} 号申请", "nothing was done with claim {number}")
    why = Label(
        "同一企业（含已并入的条目）本受理期这项措施已有第 {other} 号申请（{stage}）",
        "the same firm, with the entries merged into it, has claim {other} to this measure in this window ({stage})",
    )
    cure = Label(
        "不予兑付，或退回初审；认为不是同一企业的，请名录管理员拆开",
        "turn it down, or have the register take the two apart if they are not one firm",
    )


class NothingDecided(Refusal):
    """A decision states its reason, and a grant of money its amount."""

    code = "policies.nothing_decided"
    what = _NOT_DECIDED
    why = Label("没有写理由，或没有写金额", "the reason or the amount is not stated")
    cure = Label("补上", "state it")


class NoVoucher(Refusal):
    """A payment has a voucher and a day that has come."""

    code = "policies.no_voucher"
    what = _NOT_PAID
    why = Label(
        "没有写凭证号，或付款日期早于复核批准之日、晚于今天",
        "there is no voucher, or the day lies before the grant was confirmed or after today",
    )
    cure = Label("照付款凭证填写", "fill it in from the voucher")
