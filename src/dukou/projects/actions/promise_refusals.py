"""What is refused of promises: one without a ground, one that its review does not bear, a change that comes too early or too late."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions.refusals import NOT_RECORDED


class NoLegalBasis(Refusal):
    """The district promises on a legal basis only."""

    code = "projects.promise_without_legal_basis"
    what = NOT_RECORDED
    why = Label("这是没有法律依据的承诺", "it is a promise without a legal basis")
    cure = Label("写明法律、法规或上级文件及条款；没有依据的不得承诺", "name law or document and clause; what has none may not be promised")


class NoAuthority(Refusal):
    """Somebody has the authority to promise, and a post answers for it."""

    code = "projects.promise_without_authority"
    what = NOT_RECORDED
    why = Label("没有写明有权承诺的单位、责任单位和责任岗位", "the office with the authority, the owner and the post are not all given")
    cure = Label("三项都写上；岗位写职务，不写人名", "give all three; the post is a title, not a person's name")


class UnfairPromise(Refusal):
    """What failed its fair-competition review may not be promised."""

    code = "projects.promise_unfair"
    what = NOT_RECORDED
    why = Label("公平竞争审查没有通过", "its fair-competition review failed")
    cure = Label("改掉违反《公平竞争审查条例》的内容，重新审查", "take out what the regulation forbids and have it reviewed again")


class ReviewNotSpared(Refusal):
    """A promise is spared its review with a reason, and never where it speaks of taxes or fiscal rewards."""

    code = "projects.promise_review_not_spared"
    what = NOT_RECORDED
    why = Label("不能写“无需审查”：{because}", "it cannot be spared its review: {because}")
    cure = Label("写明无需审查的理由，或先做公平竞争审查", "say why it needs none, or have it reviewed first")


class NotOneDue(Refusal):
    """A promise is due on a day or on a condition."""

    code = "projects.promise_not_one_due"
    what = NOT_RECORDED
    why = Label("期限和条件要写一项，也只写一项", "either a day or a condition is given, and only one of them")
    cure = Label("写履行期限，或写条件（例如投产）", "give the day, or the condition (such as production)")


class DueBefore(Refusal):
    """What is promised lies ahead."""

    code = "projects.promise_due_before"
    what = NOT_RECORDED
    why = Label("{due} 早于 {day}", "{due} lies before {day}")
    cure = Label("核对日期", "check the day")


class PromiseSettled(Refusal):
    """Nothing is owed any more."""

    code = "projects.promise_settled"
    status = 409
    what = NOT_RECORDED
    why = Label("这项承诺已是“{state}”", "the promise is “{state}”")
    cure = Label("刷新页面查看", "reload the page to see it")


class StepBefore(Refusal):
    """What is told comes after what was told before."""

    code = "projects.promise_step_before"
    what = NOT_RECORDED
    why = Label("{day} 早于上一次登记的 {last}", "{day} lies before {last}, the day told last")
    cure = Label("核对日期", "check the day")


class ChangeWaits(Refusal):
    """One change at a time waits for a second person."""

    code = "projects.promise_change_waits"
    status = 409
    what = NOT_RECORDED
    why = Label("还有一项变更等第二人复核", "a change still waits for a second person")
    cure = Label("等复核以后再办", "wait until it is decided")


class NoCondition(Refusal):
    """Only a condition in words is told to have come about: a stage is known by the steps of the project."""

    code = "projects.promise_no_condition"
    status = 409
    what = NOT_RECORDED
    why = Label("这项承诺没有待定的条件", "no condition of this promise is open")
    cure = Label("阶段条件由项目进展自动认定", "where it waits for a stage, the project's own steps tell")


class SameOwner(Refusal):
    """A hand-over changes who answers."""

    code = "projects.promise_same_owner"
    what = NOT_RECORDED
    why = Label("移交前后是同一个岗位", "the post is the same before and after")
    cure = Label("写接任的单位和岗位", "name the organisation and post that take over")


class NothingToHandOver(Refusal):
    """The post owes something."""

    code = "projects.promise_nothing_to_hand_over"
    status = 404
    what = Label("没有移交", "nothing was handed over")
    why = Label("这个岗位名下没有未了的承诺", "no promise of this post is still owed")
    cure = Label("核对单位和岗位", "check organisation and post")
