"""Why a need is not posted, closed or sent to a bank. What is said here the firm reads."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_POSTED, _NOT_SENT = Label("没有登记这项需求", "the need was not posted"), Label("没有提交申请", "no application was sent")


class AmountUnclear(Refusal):
    """An amount has a unit, is above nought and can be read."""

    code = "finance.amount_unclear"
    what = Label("没有办理", "this was not done")
    why = Label("{what}", "{what}")
    cure = Label("{cure}", "{cure}")


class AmountInDoubt(Refusal):
    """An amount of a size that is rare for a loan is confirmed before it is believed."""

    code = "finance.amount_in_doubt"
    what = Label("没有办理", "this was not done")
    why = Label("金额读作 {read}：{doubt}", "the amount reads {read}: {doubt}")
    cure = Label("改正单位；没有错就确认金额", "put its unit right, or confirm the amount")


class TermUnclear(Refusal):
    """A loan is for whole months."""

    code = "finance.term_unclear"
    what = Label("没有办理", "this was not done")
    why = Label("期限应为 1 至 {most} 个月", "a term is 1 to {most} months")
    cure = Label("按月填写期限", "write it in months")


class NoPurpose(Refusal):
    """Whoever asks for money says what for."""

    code = "finance.no_purpose"
    what = _NOT_POSTED
    why = Label("没有写资金用途", "what the money is for was not said")
    cure = Label("写明用途，如“采购订单原料”", "say what for, such as materials for an order")


class WantedBefore(Refusal):
    """Money is wanted today or later."""

    code = "finance.wanted_before"
    what = _NOT_POSTED
    why = Label("希望到账的日期 {day} 已经过去", "the day it is wanted, {day}, has passed")
    cure = Label("写今天或以后的日期", "name today or a later day")


class NoSuchOrigin(Refusal):
    """A need comes of a case, a visit or a meeting of the firm itself."""

    code = "finance.no_such_origin"
    status = 404
    what = _NOT_POSTED
    why = Label("没有查到本企业的这件事项、走访或对接会", "there is no such case, visit or meeting of this firm")
    cure = Label("从清单里选，或者不选", "choose it from the list, or choose none")


class CloseSaysWhy(Refusal):
    """A need is closed for a reason."""

    code = "finance.close_says_why"
    what = Label("没有关闭这项需求", "the need was not closed")
    why = Label("没有写原因", "no reason was given")
    cure = Label("写明原因，如“已经融到资金”", "say why, such as: the money was found")


class NeedClosed(Refusal):
    """A closed need is left as it is."""

    code = "finance.need_closed"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这项需求已经关闭", "the need is closed")
    cure = Label("另提一项需求", "post another need")


class StillWithBanks(Refusal):
    """A need is closed once no application is open: a bank does not work at what nobody wants."""

    code = "finance.still_with_banks"
    status = 409
    what = Label("没有关闭这项需求", "the need was not closed")
    why = Label("还有 {count} 件申请没有办结：{numbers}", "applications are still open ({count}): {numbers}")
    cure = Label("先撤回这些申请，或等银行办结", "take them back first, or wait until they have ended")


class NotOfferedToday(Refusal):
    """An application is for a product that has a version for the day."""

    code = "finance.not_offered_today"
    what = _NOT_SENT
    why = Label("产品“{product}”今天没有有效的版本", "the product “{product}” has no version for today")
    cure = Label("换一个产品", "choose another product")


class ConsentDoesNotCover(Refusal):
    """The consent stands, is to that bank, for use before a loan, and for that product or any. The firm reads what is wrong with it."""

    code = "finance.consent_does_not_cover"
    what = _NOT_SENT
    why = Label("第 {consent} 号授权不能用于这件申请：{reason}", "consent {consent} does not do for this application: {reason}")
    cure = Label("给“{bank}”办理一份贷前审查、包含该产品的授权", "give “{bank}” a consent for use before a loan that covers the product")


class BeyondNeed(Refusal):
    """An application is of no more than its need."""

    code = "finance.beyond_need"
    what = _NOT_SENT
    why = Label("申请金额超过需求的金额（{amount}）", "it is above the amount of the need ({amount})")
    cure = Label("减少金额，或另提一项需求", "ask for less, or post another need")


class NeedMet(Refusal):
    """A need for which a bank granted a line goes to no further bank."""

    code = "finance.need_met"
    status = 409
    what = _NOT_SENT
    why = Label("这项需求已获授信：第 {number} 号申请", "a line was granted for this need: application {number}")
    cure = Label("还要借的，另提一项需求", "post another need for what is wanted besides")


class SentBefore(Refusal):
    """The same need goes to a bank for a product once, as long as that application is open."""

    code = "finance.sent_before"
    status = 409
    what = _NOT_SENT
    why = Label(
        "同一需求已向该银行申请该产品：第 {number} 号，还没有办结", "this need is already with that bank for that product: no. {number}"
    )
    cure = Label("等它办结，或先撤回它", "wait until it has ended, or take it back")
