"""Why a plan is not made, published or drawn."""

from __future__ import annotations

from collections.abc import Sequence

from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal

_PLAN = Label("计划没有办理", "nothing was done about the plan")


class PlanKeyTaken(Refusal):
    """Each plan has a key of its own."""

    code = "credit.plan_key_taken"
    status = 409
    what = Label("没有登记计划", "the plan was not drafted")
    why = Label("代号“{key}”已经有计划在用", "another plan has the key “{key}”")
    cure = Label("换一个代号", "choose another key")


class NoFieldPlanned(Refusal):
    """A plan is over one field at least."""

    code = "credit.no_field_planned"
    what = Label("没有登记计划", "the plan was not drafted")
    why = Label("没有选领域", "no field was chosen")
    cure = Label("至少选一个领域", "choose one field at least")


class PeriodBackwards(Refusal):
    """A plan ends after it begins, and within a year, because visits are counted by calendar years."""

    code = "credit.period_backwards"
    what = Label("没有登记计划", "the plan was not drafted")
    why = Label("计划的起止不对，或跨了年", "the period does not run forward, or goes beyond its year")
    cure = Label("截止不早于起始，在同一年内", "end no earlier than it begins, within one year")


class JointPlanLed(Refusal):
    """A plan over fields of several units is the leading unit's."""

    code = "credit.joint_plan_led"
    status = 403
    what = Label("没有登记计划", "the plan was not drafted")
    why = Label("几个单位的联合检查由牵头单位制定计划", "a joint plan of several units is made by the unit that leads")
    cure = Label("由牵头单位办理，或只选本单位的领域", "ask the leading unit, or choose fields of your own unit alone")


class RatiosUnfit(Refusal):
    """A ratio lies within what its grade allows and does not rise with a better grade."""

    code = "credit.ratios_unfit"
    what = Label("没有登记计划", "the plan was not drafted")
    why = Label("抽查比例不对：{places}", "ratios are not right: {places}")
    cure = Label("逐项改正", "correct each of them")

    def __init__(self, faults: Sequence[FieldFault], **details: object) -> None:
        self.faults = faults
        super().__init__(**details)


class SeedTooEarly(Refusal):
    """The seed is a number that nobody knows when the list is fixed."""

    code = "credit.seed_too_early"
    status = 409
    what = Label("计划没有公布", "the plan was not published")
    why = Label(
        "种子号码在 {seed_on} 产生，不晚于公布日 {today}",
        "the seed appears on {seed_on}, no later than this {today}",
    )
    cure = Label("改成以后某天才公开的号码", "name a public number of a later day")


class NeverGraded(Refusal):
    """A list is made of grades that were given."""

    code = "credit.never_graded"
    status = 409
    what = Label("计划没有公布", "the plan was not published")
    why = Label("“{fields}”还没有评过级", "nobody was ever graded in “{fields}”")
    cure = Label("先评级：dukou credit run 领域", "grade it first: dukou credit run FIELD")


class GradesOld(Refusal):
    """Grades are valid for a time."""

    code = "credit.grades_old"
    status = 409
    what = Label("计划没有公布", "the plan was not published")
    why = Label("“{field}”的等级 {day} 起已过有效期", "the grades of “{field}” are out of date since {day}")
    cure = Label("重新评级后再公布", "grade anew, then publish")


class NobodyListed(Refusal):
    """Every firm that is covered was visited as often as it may be, or nobody is covered."""

    code = "credit.nobody_listed"
    status = 409
    what = Label("计划没有公布", "the plan was not published")
    why = Label("名单是空的：没有企业，或年度次数都已用完", "the list is empty: no firm, or all yearly numbers are used up")
    cure = Label("换领域或换时段", "choose other fields or another period")


class TooFewInspectors(Refusal):
    """Two inspectors at least go on a visit, drawn by lot among those of the field's unit."""

    code = "credit.too_few_inspectors"
    status = 409
    what = Label("计划没有公布", "the plan was not published")
    why = Label("“{field}”能抽的检查人员只有 {found} 人，至少要 {needed} 人", "“{field}” has {found} inspectors and needs {needed}")
    cure = Label("先把检查人员登记进名录", "enter inspectors into the roster first")


class PlanUnfit(Refusal):
    """Something of the plan cannot be drawn from."""

    code = "credit.plan_unfit"
    what = _PLAN
    why = Label("{fault}", "{fault}")
    cure = Label("{remedy}", "{remedy}")


class PlanElsewhere(Refusal):
    """An act belongs to a time in the life of a plan."""

    code = "credit.plan_elsewhere"
    status = 409
    what = _PLAN
    why = Label("计划现在是“{state}”", "the plan is “{state}”")
    cure = Label("刷新页面，看现在能办什么", "reload the page and see what can be done now")


class NotYourPlan(Refusal):
    """A plan is published, drawn and closed by its unit, or by the unit that leads."""

    code = "credit.not_your_plan"
    status = 403
    what = _PLAN
    why = Label("这个计划由“{unit}”办理", "this plan is “{unit}”'s")
    cure = Label("由该单位或牵头单位办理", "ask that unit, or the one that leads")


class SeedNotYet(Refusal):
    """Nothing is drawn before the public number is there."""

    code = "credit.seed_not_yet"
    status = 409
    what = Label("没有抽取", "nothing was drawn")
    why = Label("种子号码要到 {seed_on} 才产生", "the seed appears on {seed_on}")
    cure = Label("等号码公布以后再抽", "wait until the number is public")


class AnotherSeed(Refusal):
    """A plan is drawn once: another number would be another draw."""

    code = "credit.another_seed"
    status = 409
    what = Label("没有再抽", "nothing was drawn again")
    why = Label("这个计划已用种子“{seed}”抽过；换号码重抽不允许", "this plan was drawn with the seed “{seed}”; another number is not taken")
    cure = Label("看已有的抽取结果", "look at the draw that is there")


class ListAltered(Refusal):
    """What is stored is no longer what was published."""

    code = "credit.list_altered"
    status = 409
    what = Label("没有抽取", "nothing was drawn")
    why = Label("{parts}与公布的哈希不符：公布以后被改过", "{parts} no longer fit what was published: it was altered since")
    cure = Label("查留痕，恢复原样；或作废后重新公布新计划", "look into the trail and restore it, or publish a new plan")


class VisitsOpen(Refusal):
    """A plan is finished once each visit is recorded or called off."""

    code = "credit.visits_open"
    status = 409
    what = Label("计划没有办结", "the plan was not finished")
    why = Label("还有 {count} 次检查没有结果", "{count} visits have no result yet")
    cure = Label("记录结果，或写明理由不再入企", "record them, or call them off with a reason")
