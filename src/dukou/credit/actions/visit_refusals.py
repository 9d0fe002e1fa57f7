"""Why something about a visit or an inspector is not done."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_VISIT = Label("没有办理", "this was not done")


class NotYourVisit(Refusal):
    """A visit is worked on by its team and by the unit of its plan."""

    code = "credit.not_your_visit"
    status = 403
    what = _VISIT
    why = Label("这次检查不归您办理", "this visit is not yours")
    cure = Label("由检查组成员或计划单位办理", "ask its inspectors or the unit of its plan")


class VisitElsewhere(Refusal):
    """An act belongs to a time in the life of a visit."""

    code = "credit.visit_elsewhere"
    status = 409
    what = _VISIT
    why = Label("这次检查现在是“{state}”", "the visit is “{state}”")
    cure = Label("刷新页面，看现在能办什么", "reload the page and see what can be done now")


class OutsidePlan(Refusal):
    """A visit is made within the period that was published."""

    code = "credit.outside_plan"
    status = 409
    what = Label("没有确认到场", "the arrival was not confirmed")
    why = Label("计划时段是 {starts} 至 {ends}", "the plan runs from {starts} to {ends}")
    cure = Label("在时段内入企；没有公布的检查不能实施", "come within it; what was not published may not be carried out")


class TooFewPresent(Refusal):
    """Two inspectors at least carry out a visit."""

    code = "credit.too_few_present"
    what = Label("没有记录结果", "the result was not recorded")
    why = Label("到场的检查人员不足两人", "fewer than two inspectors were there")
    cure = Label("写明到场的两名以上检查组成员", "name the two or more of the team who were there")


class NotOfTheTeam(Refusal):
    """Only who was drawn carries out a visit."""

    code = "credit.not_of_the_team"
    what = _VISIT
    why = Label("“{inspector}”不在这次检查的检查组里", "“{inspector}” is not on the team of this visit")
    cure = Label("只写抽中的检查人员", "name inspectors who were drawn")


class FieldsUnsaid(Refusal):
    """Each field of a visit has a result, and no other."""

    code = "credit.fields_unsaid"
    what = Label("没有记录结果", "the result was not recorded")
    why = Label("结果应逐项覆盖：{fields}", "the result has to tell of: {fields}")
    cure = Label("每个领域都写“未发现问题”或发现了什么", "say of each field that nothing was found, or what")


class FindingUnsaid(Refusal):
    """What was found is told with its severity, in words."""

    code = "credit.finding_unsaid"
    what = Label("没有记录结果", "the result was not recorded")
    why = Label("“{field}”发现问题要写轻重和内容；未发现的不写", "“{field}”: what was found needs severity and words, nothing has neither")
    cure = Label("补上，或去掉", "add them, or leave them out")


class AskedBefore(Refusal):
    """A request that an inspector does not come is ruled on once."""

    code = "credit.asked_before"
    status = 409
    what = _VISIT
    why = Label("已经申请过这位检查人员回避", "the recusal of this inspector was asked for before")
    cure = Label("看原来的答复", "look at the ruling")


class NothingAsked(Refusal):
    """There is no request to rule on."""

    code = "credit.nothing_asked"
    status = 404
    what = _VISIT
    why = Label("没有待定的回避申请", "no recusal is asked for")
    cure = Label("刷新页面", "reload the page")


class NobodyElse(Refusal):
    """Among the rest of the published roster nobody is left to be drawn."""

    code = "credit.nobody_else"
    status = 409
    what = Label("没有改抽", "nobody was drawn instead")
    why = Label("公布的名录里没有别的人可抽", "nobody else is left on the published roster")
    cure = Label("不再入企并写明理由，放到下一个计划", "call the visit off with the reason and plan it anew")


class DecidedBefore(Refusal):
    """A decision that follows from a visit is not older than it."""

    code = "credit.decided_before"
    what = Label("没有登记", "this was not recorded")
    why = Label("决定日早于检查到场日", "the decision is older than the visit")
    cure = Label("核对决定日；与检查无关的决定直接登记信用记录", "check its day; another decision is entered by itself")


class RecordLed(Refusal):
    """A finding leads to one record, and only where something was found."""

    code = "credit.record_led"
    status = 409
    what = Label("没有登记", "this was not recorded")
    why = Label("“{field}”没有发现问题，或已登记信用记录", "nothing was found in “{field}”, or its record was entered before")
    cure = Label("看检查结果", "look at the result of the visit")


class InspectorKeyTaken(Refusal):
    """Each inspector has a key of his own, each person one."""

    code = "credit.inspector_key_taken"
    status = 409
    what = Label("没有登记检查人员", "the inspector was not entered")
    why = Label("代号“{key}”或这位人员已在名录里", "the key “{key}” or this person is on the roster already")
    cure = Label("换代号，或看原来的", "choose another key, or look at the one that is there")


class NotYourInspectors(Refusal):
    """A unit keeps its own inspectors, the leading unit all."""

    code = "credit.not_your_inspectors"
    status = 403
    what = _VISIT
    why = Label("检查人员由“{unit}”登记", "“{unit}” keeps these inspectors")
    cure = Label("由该单位或牵头单位办理", "ask that unit, or the one that leads")


class InterestStands(Refusal):
    """An interest is declared once."""

    code = "credit.interest_stands"
    status = 409
    what = _VISIT
    why = Label("这个利益关系已经申报", "this interest is declared already")
    cure = Label("看名录", "look at the roster")


class InspectorGone(Refusal):
    """Of somebody who left the roster nothing more is told."""

    code = "credit.inspector_gone"
    status = 409
    what = _VISIT
    why = Label("“{key}”已不在名录里", "“{key}” left the roster")
    cure = Label("重新登记一个代号", "enter him under another key")


class NoSuchInterest(Refusal):
    """No interest has this number, or it ended."""

    code = "credit.no_such_interest"
    status = 404
    what = _VISIT
    why = Label("没有这条申报，或它已终止", "there is no such interest, or it ended")
    cure = Label("刷新页面", "reload the page")
