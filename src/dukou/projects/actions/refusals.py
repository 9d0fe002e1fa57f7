"""What is refused when projects are registered and moved on. Each ledger has its own refusals beside its acts."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

NOT_RECORDED = Label("没有记录", "this was not recorded")


class WordsMissing(Refusal):
    """What is recorded says something."""

    code = "projects.words_missing"
    what = NOT_RECORDED
    why = Label("没有写{noun}", "{noun} is not given")
    cure = Label("写上再提交", "write it and send again")


class NoSuchOfficeOrForce(Refusal):
    """An office or task force that is there."""

    code = "projects.no_such_office"
    status = 404
    what = NOT_RECORDED
    why = Label("没有“{key}”这个单位或专班", "there is no office or task force “{key}”")
    cure = Label("从清单里选择", "choose one of the list")


class NotYourOffice(Refusal):
    """Who sees only what he works on registers for his own office or for a task force in which he sits, so that he sees it afterwards."""

    code = "projects.not_your_office"
    status = 403
    what = NOT_RECORDED
    why = Label("“{name}”不是您的单位或专班", "“{name}” is no office or task force of yours")
    cure = Label("选自己的单位或专班，或请该单位登记", "choose your own, or ask that office to register it")


class KeyTaken(Refusal):
    """A key names one project."""

    code = "projects.key_taken"
    status = 409
    what = NOT_RECORDED
    why = Label("代号“{key}”已有项目使用", "a project has the key “{key}” already")
    cure = Label("换一个代号，或不写，由系统编号", "choose another, or leave it empty and it is numbered")


class DayAhead(Refusal):
    """What happened lies in the past."""

    code = "projects.day_ahead"
    what = NOT_RECORDED
    why = Label("{day} 还没有到", "{day} has not come yet")
    cure = Label("发生以后再登记；将来的日子写到日期台账", "record it once it happened; days to come go to the ledger of dates")


class ProjectOver(Refusal):
    """Nobody works on a project that is lost or abandoned."""

    code = "projects.over"
    status = 409
    what = NOT_RECORDED
    why = Label("项目“{key}”已是“{status}”", "project “{key}” is {status}")
    cure = Label("先恢复为推进中，写明理由", "first set it on track again, with the reason")


class NoSuchInvitation(Refusal):
    """A project comes of a line of the invitation list."""

    code = "projects.no_such_invitation"
    status = 404
    what = NOT_RECORDED
    why = Label("招商清单没有第 {number} 号", "the invitation list has no line {number}")
    cure = Label("核对编号，或不写", "check the number, or leave it empty")
