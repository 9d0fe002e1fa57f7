"""Why something about the white list, what banks offer, or a plan is not done."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_DONE = Label("没有办理", "this was not done")


class NoSuchFinding(Refusal):
    """A visit or case that found a firm is of that firm, and whoever names it may see it."""

    code = "finance.no_such_finding"
    status = 404
    what = _NOT_DONE
    why = Label("没有这家企业的这次走访或办件，或您看不到它", "there is no such visit to this firm and no such case of it that you may see")
    cure = Label("核对编号；走访写会议编号，办件写办件编号", "check the number: that of the meeting or of the case")


class FoundByNothing(Refusal):
    """An officer enters a firm that a visit or a case found; else the firm applies itself."""

    code = "finance.found_by_nothing"
    what = Label("没有登记", "the firm was not entered")
    why = Label("没有写明哪次走访或哪个办件发现了这家企业", "no visit or case that found the firm was named")
    cure = Label("写上走访或办件的编号，或请企业自己申报", "name the visit or case, or ask the firm to apply itself")


class ListedBefore(Refusal):
    """A firm stands on the list once."""

    code = "finance.listed_before"
    status = 409
    what = Label("没有申报", "the firm was not entered")
    why = Label("已在{standing}上", "it stands {standing} already")
    cure = Label("看它现在的状态", "see how it stands")


class NotAtThisStanding(Refusal):
    """A firm is recommended from the application list, and taken off where it stands on a list."""

    code = "finance.not_at_this_standing"
    status = 409
    what = _NOT_DONE
    why = Label("现在的状态是“{standing}”", "it stands otherwise now: {standing}")
    cure = Label("刷新页面", "reload the page")


class OwnFirm(Refusal):
    """Nobody recommends the firm that he acts for."""

    code = "finance.own_firm"
    status = 403
    what = Label("没有推荐", "the firm was not recommended")
    why = Label("您是这家企业的经办人", "you act for this firm")
    cure = Label("请同事办理", "ask a colleague")


class RulesSayNo(Refusal):
    """No firm is recommended against the rule book."""

    code = "finance.rules_say_no"
    status = 409
    what = Label("没有推荐", "the firm was not recommended")
    why = Label("规则不符合：{failed}", "the rule book says no: {failed}")
    cure = Label("改正后再推荐；事实有误的，先更正事实", "recommend it when that is mended; where a fact is wrong, mend the fact first")


class ReasonWanted(Refusal):
    """Where not enough is known, somebody says why he recommends all the same; whoever takes a firm off says why."""

    code = "finance.reason_wanted"
    what = _NOT_DONE
    why = Label("没有写理由{behind}", "no reason was given{behind}")
    cure = Label("写明理由，企业会看到", "say why; the firm reads it")


class OfferedBackwards(Refusal):
    """What a bank offers has a period that is not over."""

    code = "finance.offered_backwards"
    what = Label("没有登记", "this was not stated")
    why = Label("期间的起止不对，或已经过去", "the period does not run forward, or is over")
    cure = Label("截止日不早于起始日和今天", "let it end no earlier than it begins, and not before today")


class NotInForce(Refusal):
    """A bank offers a product of which a version is in force."""

    code = "finance.product_not_in_force"
    status = 409
    what = Label("没有登记", "this was not stated")
    why = Label("“{product}”在期初没有生效的版本", "no version of “{product}” is in force when the period begins")
    cure = Label("看产品页上的版本和日期", "see its versions and their days on its page")


class NothingOffered(Refusal):
    """A cap of cases is one or more, and no more than firms there are."""

    code = "finance.nothing_offered"
    what = Label("没有登记", "this was not stated")
    why = Label("户数应为 1 至 {most}", "a cap of cases is 1 to {most}")
    cure = Label("不再提供的，办“停止提供”；不限户数的，空着", "stop offering it, or leave the cap out where there is none")


class NothingToStop(Refusal):
    """Only what is offered is stopped."""

    code = "finance.nothing_to_stop"
    status = 404
    what = _NOT_DONE
    why = Label("本行现在没有提供这个产品", "your bank does not offer this product now")
    cure = Label("刷新页面", "reload the page")


class QuotaUnclear(Refusal):
    """A quota is written with its unit."""

    code = "finance.quota_unclear"
    what = Label("没有登记", "this was not stated")
    why = Label("额度：{fault}", "the quota: {fault}")
    cure = Label("{mend}", "{mend}")


class QuotaInDoubt(Refusal):
    """A quota of a size that is rare is confirmed before it is believed."""

    code = "finance.quota_in_doubt"
    what = Label("没有登记", "this was not stated")
    why = Label("额度读作 {read}：{doubt}", "the quota reads {read}: {doubt}")
    cure = Label("改正单位；没有错就打勾确认", "put its unit right, or tick that it is right")


class StatedMeanwhile(Refusal):
    """Of two statements made at once one stands."""

    code = "finance.stated_meanwhile"
    status = 409
    what = Label("没有登记", "this was not stated")
    why = Label("本行刚刚登记过这个产品", "your bank stated this product just now")
    cure = Label("刷新页面，看现有的登记", "reload the page and see what stands")
