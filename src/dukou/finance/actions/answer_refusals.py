"""Why a bank's answer, or what a firm makes of it, is not taken."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_TAKEN, _NOT_ACCEPTED = Label("没有记下答复", "the answer was not taken"), Label("没有接受报价", "the offer was not accepted")


class NotInThisState(Refusal):
    """Each step has its place: a bank answers before the firm has decided, nothing is done after the end."""

    code = "finance.not_in_this_state"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这件申请现在是“{state}”", "the application stands at “{state}”")
    cure = Label("刷新页面，看现在能办什么", "reload the page and see what can be done now")


class RefusalSaysWhy(Refusal):
    """A bank that refuses says why, in words too, and the firm reads them."""

    code = "finance.refusal_says_why"
    what = _NOT_TAKEN
    why = Label("拒绝要选理由，并用自己的话写明", "a refusal names its reason and says it in words")
    cure = Label("选一个理由，再写几句企业看得懂的话", "choose a reason and add words that the firm understands")


class NoSuchReason(Refusal):
    """The reasons of refusal are a closed list."""

    code = "finance.no_such_reason"
    what = _NOT_TAKEN
    why = Label("没有代号为“{reason}”的拒绝理由", "there is no reason of refusal “{reason}”")
    cure = Label("可选：{known}", "choose from: {known}")


class OfferUnsound(Refusal):
    """An offer can be reckoned with: its rate and fee are such as a loan can have."""

    code = "finance.offer_unsound"
    what = _NOT_TAKEN
    why = Label("利率应在 0 至 100% 之间，费用应少于金额", "a rate is from nought to 100 %, and a fee is less than the amount")
    cure = Label("核对利率和费用", "check the rate and the fee")


class OfferHasRunOut(Refusal):
    """An offer holds from today on."""

    code = "finance.offer_has_run_out"
    what = _NOT_TAKEN
    why = Label("有效期 {day} 已经过去", "it would hold until {day}, which has passed")
    cure = Label("写今天或以后的日期", "name today or a later day")


class BeyondProduct(Refusal):
    """An offer keeps to what the product's version allows."""

    code = "finance.beyond_product"
    what = _NOT_TAKEN
    why = Label("超出产品“{product}”的规定：{rule}", "beyond what the product “{product}” allows: {rule}")
    cure = Label("按规定报价；不能按此办理就拒绝并写明理由", "offer within it, or refuse and say why")


class WorseThanBefore(Refusal):
    """An offer that still holds is bettered, and never made worse in silence: what a bank cannot keep, it refuses with a reason."""

    code = "finance.worse_than_before"
    status = 409
    what = _NOT_TAKEN
    why = Label(
        "原报价 {day} 前有效，新报价金额更少、期限更短、一年成本更高、有效期更短或还款方式不同",
        "the former offer holds until {day}; the new one is of less, shorter, dearer a year, holds shorter or is repaid otherwise",
    )
    cure = Label("报更好的条件；不能维持原报价就拒绝并写明理由", "better it, or refuse and say why it cannot be kept")


class OfferRunOut(Refusal):
    """What is no longer valid cannot be accepted."""

    code = "finance.offer_run_out"
    status = 409
    what = _NOT_ACCEPTED
    why = Label("报价的有效期到 {day} 为止，已经过期", "the offer held until {day} and has run out")
    cure = Label("请银行重新报价", "ask the bank for another offer")


class OfferChanged(Refusal):
    """A firm accepts the offer that it read, and no later one."""

    code = "finance.offer_changed"
    status = 409
    what = _NOT_ACCEPTED
    why = Label("您看到的报价之后，银行又答复过", "the bank has answered again since the offer that you read")
    cure = Label("刷新页面，看现在的报价", "reload the page and read the offer that stands")


class BeyondAsked(Refusal):
    """A bank offers no more than it was asked for."""

    code = "finance.beyond_asked"
    what = _NOT_TAKEN
    why = Label("报价超过申请的金额（{amount}）", "the offer is above what was applied for ({amount})")
    cure = Label("报价不超过申请的金额", "offer that much at most")


class AnotherAccepted(Refusal):
    """For one need one offer is accepted, and one line granted."""

    code = "finance.another_accepted"
    status = 409
    what = _NOT_ACCEPTED
    why = Label("这项需求的第 {number} 号申请：{state}", "of this need stands application {number}: {state}")
    cure = Label(
        "还没有授信的，可先撤回那件申请；已授信还要借的，另提一项需求",
        "where no line was granted yet, take that application back first; where one was, post another need for what is wanted besides",
    )
