"""Why something about consents is not done."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoSuchBank(Refusal):
    """A consent names a bank."""

    code = "finance.no_such_bank"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有代号为“{bank}”的银行", "there is no bank “{bank}”")
    cure = Label("从清单里选择", "choose it from the list")


class NoSuchItem(Refusal):
    """A consent names items of the portrait, and banks are told of some of them alone."""

    code = "finance.no_such_item"
    status = 404
    what = Label("没有授权", "no consent was given")
    why = Label("画像里没有可以提供给银行的“{item}”", "the portrait has no “{item}” that a bank may be told")
    cure = Label("可选：{known}", "choose from: {known}")


class NothingConsented(Refusal):
    """A consent is about something, for some days, for some looks."""

    code = "finance.nothing_consented"
    what = Label("没有授权", "no consent was given")
    why = Label("没有选项目，或期限、次数不对", "no item was chosen, or its days or looks are not right")
    cure = Label(
        "选至少一项；截止日不早于起始日和今天；次数至少一次",
        "choose an item; let it end later; at least one look",
    )


class TooMuchConsented(Refusal):
    """A consent is for no longer and no more than is needed."""

    code = "finance.too_much_consented"
    what = Label("没有授权", "no consent was given")
    why = Label("期限超过 {days} 天，或次数超过 {looks} 次", "it is for more than {days} days, or more than {looks} looks")
    cure = Label("缩短期限、减少次数；到期后可以再授权", "shorten it or allow fewer looks; a new consent can follow")


class NotYourFirm(Refusal):
    """Only a firm's own agent gives and withdraws its consents."""

    code = "finance.not_your_firm"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有这家企业，或您不是它的经办人", "there is no such firm, or you do not act for it")
    cure = Label("由该企业的经办人办理", "its own agent does this")


class WithdrawnBefore(Refusal):
    """A consent is withdrawn once."""

    code = "finance.withdrawn_before"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这份授权已经撤回", "the consent was withdrawn before")
    cure = Label("刷新页面", "reload the page")


class LookSaysWhy(Refusal):
    """A look has a reason that the firm reads."""

    code = "finance.look_says_why"
    what = Label("没有查询", "nothing was looked up")
    why = Label("没有写查询理由", "no reason for the look was given")
    cure = Label("写明为什么查，企业会看到", "say why; the firm reads it")


class ReasonOfOtherPurpose(Refusal):
    """A bank looks for what the firm consented to."""

    code = "finance.reason_of_other_purpose"
    what = Label("没有查询", "nothing was looked up")
    why = Label("“{reason}”不属于授权用途“{purpose}”", "“{reason}” is no reason under a consent for “{purpose}”")
    cure = Label("选该用途下的理由，或请企业另行授权", "choose a reason of this purpose, or ask the firm for another consent")


class LookTakenMeanwhile(Refusal):
    """What is sent twice is counted once: a form says which look it will be."""

    code = "finance.look_taken_meanwhile"
    status = 409
    what = Label("没有查询", "nothing was looked up")
    why = Label("这份授权刚刚又查过一次，内容不留存", "another look was taken under this consent just now; what was told is not kept")
    cure = Label("确要再查的，重新提交，会再计一次", "send it again to look once more; it counts")
