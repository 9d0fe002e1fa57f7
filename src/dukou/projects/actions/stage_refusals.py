"""What is refused when a project is moved into another stage, or its status is changed."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_MOVED = Label("项目没有进入新的阶段", "the project was not moved")


class NoSuchStage(Refusal):
    """A stage of the pipeline."""

    code = "projects.no_such_stage"
    status = 404
    what = _NOT_MOVED
    why = Label("流程里没有“{stage}”这个阶段", "the pipeline has no stage “{stage}”")
    cure = Label("可用：{known}", "use one of: {known}")


class SameStage(Refusal):
    """A move leads elsewhere."""

    code = "projects.same_stage"
    status = 409
    what = _NOT_MOVED
    why = Label("项目已在“{stage}”", "it is in “{stage}” already")
    cure = Label("选另一个阶段", "choose another stage")


class StepWaits(Refusal):
    """One claim at a time."""

    code = "projects.step_waits"
    status = 409
    what = _NOT_MOVED
    why = Label("项目“{key}”有一步还在等第二人确认", "a move of project “{key}” waits for a second person")
    cure = Label("等它办完再提", "wait until it is decided")


class MovedMeanwhile(Refusal):
    """What was claimed belongs to a project as it stood then."""

    code = "projects.moved_meanwhile"
    status = 409
    what = _NOT_MOVED
    why = Label("项目“{key}”已不在提出时的阶段，或这一步已经办过", "project “{key}” is no longer where it was, or this was decided")
    cure = Label("看项目页，按现在的阶段重提", "look at its page and claim it anew")


class DayBeforeStage(Refusal):
    """Stages come one after another: production is not before the contract."""

    code = "projects.day_before_stage"
    what = _NOT_MOVED
    why = Label("{day} 进入“{to}”，早于 {since} 进入的“{before}”", "{day} for “{to}” lies before {since}, when it came to “{before}”")
    cure = Label("核对日期", "check the day")


class ReasonMissing(Refusal):
    """Who jumps, goes back or goes round a gate says why."""

    code = "projects.reason_missing"
    what = _NOT_MOVED
    why = Label("{what_for}要写理由", "{what_for} takes a reason")
    cure = Label("写明理由再提交", "give the reason and send again")


class GateShut(Refusal):
    """The gate does not say yes; every sentence that is not met or not known is named."""

    code = "projects.gate_shut"
    status = 409
    what = _NOT_MOVED
    why = Label("“{stage}”的关口还差：{missing}", "the gate to “{stage}” still wants: {missing}")
    cure = Label(
        "补齐后再提；确有必要的，写明理由绕过，由第二人确认",
        "bring it; or go round it with a reason and a second person",
    )


class GateShutMeanwhile(Refusal):
    """A gate that was open when a move was claimed is shut when the second person looks."""

    code = "projects.gate_shut_meanwhile"
    status = 409
    what = _NOT_MOVED
    why = Label("提出以后“{stage}”的关口又差：{missing}", "since it was claimed the gate to “{stage}” wants: {missing}")
    cure = Label(
        "不予同意，补齐后重提；确有必要的，写明理由绕过关口另提",
        "turn it down and claim it anew once that is there, or with a reason round the gate",
    )


class LostReasonMissing(Refusal):
    """A lost project is lost for one of the pack's reasons."""

    code = "projects.lost_reason_missing"
    what = Label("状态没有改", "the status was not changed")
    why = Label("没有选流失的原因", "no reason of the list is given")
    cure = Label("可用：{known}", "use one of: {known}")


class SameStatus(Refusal):
    """A change changes something."""

    code = "projects.same_status"
    status = 409
    what = Label("状态没有改", "the status was not changed")
    why = Label("项目已是“{status}”", "the project is {status} already")
    cure = Label("选另一个状态", "choose another")
