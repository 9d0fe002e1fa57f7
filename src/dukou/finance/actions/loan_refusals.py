"""Why a line is not granted, or an entry of its ledger not taken."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_GRANTED = Label("没有授信", "no line was granted")
_NOT_ENTERED = Label("没有登记", "nothing was entered")


class NotAccepted(Refusal):
    """A line follows an offer that the firm accepted."""

    code = "finance.not_accepted"
    status = 409
    what = _NOT_GRANTED
    why = Label(
        "这件申请的情况是“{state}”，企业还没有接受报价，或已办结",
        "the application stands at “{state}”: it waits for the firm, or has ended",
    )
    cure = Label("企业接受报价后再授信", "grant it when the firm has accepted the offer")


class BeyondOffer(Refusal):
    """A line is of what was offered and accepted, at no higher a rate."""

    code = "finance.beyond_offer"
    what = _NOT_GRANTED
    why = Label(
        "金额与企业接受的报价不同，或利率更高（{amount}，年利率 {rate}）",
        "it is not of the amount of the offer that was accepted, or dearer ({amount} at {rate} a year)",
    )
    cure = Label("按报价填写；要改条件，请重新报价", "keep to the offer; for other terms make another one")


class NoPaper(Refusal):
    """A line stands on a paper."""

    code = "finance.no_paper"
    what = _NOT_GRANTED
    why = Label("没有写合同或批复的编号", "no contract or approval is named")
    cure = Label("写明合同或批复编号", "name the contract or approval")


class LineNotValid(Refusal):
    """A line runs from a day to a later one that is still to come."""

    code = "finance.line_not_valid"
    what = _NOT_GRANTED
    why = Label("授信期限不对：{from_on} 至 {until_on}", "its days are not right: {from_on} to {until_on}")
    cure = Label(
        "起始日不早于申请日；截止日不早于起始日和今天", "let it begin no earlier than the application and end no earlier than today"
    )


class LineTooLong(Refusal):
    """A line runs as long as was offered, with a month for the contract."""

    code = "finance.line_too_long"
    what = _NOT_GRANTED
    why = Label("授信期限超过企业接受的报价（{months} 个月）", "it runs longer than the offer that was accepted ({months} months)")
    cure = Label("按报价的期限填写截止日，至多晚一个月", "let it end by the term of the offer, a month later at most")


class WrongEntry(Refusal):
    """An entry of a ledger fits what stands there."""

    code = "finance.wrong_entry"
    status = 409
    what = _NOT_ENTERED
    why = Label("{place}：{wrong}", "{place}: {wrong}")
    cure = Label("{cure}；先前登记错的，先冲正那一笔", "{cure}; take back an earlier entry first, if that one is wrong")


class NotYet(Refusal):
    """A ledger tells what happened."""

    code = "finance.entry_not_yet"
    what = _NOT_ENTERED
    why = Label("{on} 还没有到", "{on} has not come yet")
    cure = Label("到那天再登记", "enter it when it has happened")


class TakenBackElsewhere(Refusal):
    """Taking back has an act of its own, since it names the entry."""

    code = "finance.taken_back_elsewhere"
    what = _NOT_ENTERED
    why = Label("冲正不能直接登记", "an entry is not taken back so")
    cure = Label("在要冲正的那一笔上办理，并写明原因", "take it back at the entry itself, with the reason")


class NoSuchEntry(Refusal):
    """There is no such entry, it was taken back, or the viewer may not know of it."""

    code = "finance.no_such_entry"
    status = 404
    what = Label("没有冲正", "nothing was taken back")
    why = Label("没有这一笔，或已经冲正", "there is no such entry, or it was taken back")
    cure = Label("刷新页面", "reload the page")


class TakingBackSaysWhy(Refusal):
    """Whoever takes an entry back says why."""

    code = "finance.taking_back_says_why"
    what = Label("没有冲正", "nothing was taken back")
    why = Label("没有写原因", "no reason was given")
    cure = Label("写明哪里登记错了", "say what was wrong with it")
