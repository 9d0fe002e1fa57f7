"""What is refused when applications are filed and handled. The form's faults and the course have theirs in `core`."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_FILED = Label("没有提交申请", "the application was not filed")
_NOT_DONE = Label("没有办理", "this was not done")


class FormFaulty(Refusal):
    """The form says what is wrong, field by field."""

    code = "affairs.form_faulty"
    what = _NOT_FILED
    why = Label("表单有 {count} 处要改", "{count} things in the form are to be mended")
    cure = Label("按各项提示改正后再提交", "mend what is named, and send it again")


class OtherEdition(Refusal):
    """A form belongs to one text of the affair; another has taken its place."""

    code = "affairs.other_edition"
    status = 409
    what = _NOT_FILED
    why = Label("表单是“{asked}”版，现行的是“{current}”版", "the form is of edition “{asked}”; “{current}” is in force")
    cure = Label("取现行表单，核对后再提交", "take the form that is in force, and look through it again")


class NothingChosen(Refusal):
    """An application is for at least one matter."""

    code = "affairs.nothing_chosen"
    what = _NOT_FILED
    why = Label("没有选任何事项", "no matter was chosen")
    cure = Label("至少选一项", "choose at least one")


class NotYours(Refusal):
    """One applies for the firm one acts for; for others the window files."""

    code = "affairs.not_yours"
    status = 403
    what = _NOT_DONE
    why = Label("您不是企业“{firm}”的经办人", "you are no agent of “{firm}”")
    cure = Label("请该企业的经办人办理，或到窗口由工作人员代办", "let its agent do it, or the window on its behalf")


class ApplicantMissing(Refusal):
    """Somebody applies: a firm of the register, or a name for one that is yet to be."""

    code = "affairs.applicant_missing"
    what = _NOT_FILED
    why = Label("没有写明申请企业", "it does not say who applies")
    cure = Label("选名录里的企业；新办企业写拟用名称", "choose a firm of the register; for a new one write its name to be")


class OwnMatter(Refusal):
    """Nobody handles the application of a firm that he acts for."""

    code = "affairs.own_matter"
    status = 403
    what = _NOT_DONE
    why = Label("这是您任经办人的企业的申请", "it is the application of a firm that you act for")
    cure = Label("请同事办理", "let a colleague do it")


class NotYourPart(Refusal):
    """A part is worked on by the unit that has it."""

    code = "affairs.not_your_part"
    status = 403
    what = _NOT_DONE
    why = Label("这一部分由“{unit}”办理", "this part is with “{unit}”")
    cure = Label("请该单位的工作人员办理", "let somebody of that unit do it")


class NoSuchPart(Refusal):
    """The application has no such part."""

    code = "affairs.no_such_part"
    status = 404
    what = _NOT_DONE
    why = Label("这件申请没有第 {part} 号部分", "the application has no part {part}")
    cure = Label("刷新页面再试", "look at the page again")


class PartOver(Refusal):
    """What has ended takes no more answers."""

    code = "affairs.part_over"
    status = 409
    what = _NOT_DONE
    why = Label("“{matter}”已由“{unit}”办结或撤回", "“{matter}” has ended with “{unit}”")
    cure = Label("有新情况请联系窗口", "tell the window of anything new")


class PartWaits(Refusal):
    """A stage that needs another part's end does not begin before it."""

    code = "affairs.part_waits"
    status = 409
    what = _NOT_DONE
    why = Label("“{stage}”要等{parts}办结", "“{stage}” begins when these have ended: {parts}")
    cure = Label("等前一部分办结，系统会通知", "wait for that; you will be told")


class NoSuchStage(Refusal):
    """Stages are those that the affair names."""

    code = "affairs.no_such_stage"
    what = _NOT_DONE
    why = Label("“{matter}”没有“{stage}”这一环节", "“{matter}” has no stage “{stage}”")
    cure = Label("可用：{stages}", "use one of: {stages}")


class NoticeGiven(Refusal):
    """What is missing is named once, and all of it."""

    code = "affairs.notice_given"
    status = 409
    what = Label("没有发出告知", "no notice was given")
    why = Label("已在 {on} 一次性告知过，不能再补第二次", "everything that was missing was named on {on}; there is no second notice")
    cure = Label("缺的材料可以容缺受理，或依法不予受理并写明理由", "let it come later, or refuse with the reason")


class NothingMissing(Refusal):
    """A notice names something."""

    code = "affairs.nothing_missing"
    what = Label("没有发出告知", "no notice was given")
    why = Label("没有列出缺什么", "it names nothing that is missing")
    cure = Label("勾选缺的材料，或写明要改的内容", "tick what is missing, or say what is to be mended")


class StillMissing(Refusal):
    """What is needed is there, or comes later by leave."""

    code = "affairs.still_missing"
    what = Label("没有受理", "it was not accepted")
    why = Label("还缺：{names}", "still missing: {names}")
    cure = Label("一次性告知，或对可容缺的材料办理容缺", "give the one-time notice, or let those come later that may")


class WordsMissing(Refusal):
    """Some acts say why."""

    code = "affairs.words_missing"
    what = _NOT_DONE
    why = Label("没有写明理由或内容", "it does not say why, or what")
    cure = Label("写一两句话", "write a sentence or two")


class NoTolerance(Refusal):
    """Only some materials may come later."""

    code = "affairs.no_tolerance"
    what = Label("没有容缺受理", "it may not come later")
    why = Label("“{name}”不在可容缺之列，或已经交来", "“{name}” is none that may come later, or it is there")
    cure = Label("请申请人补交", "let the applicant hand it in")


class CreditBad(Refusal):
    """Who broke promises before is not trusted with another."""

    code = "affairs.credit_bad"
    status = 409
    what = Label("没有容缺受理", "it may not come later")
    why = Label("信用记录显示该企业有未修复的失信", "by its credit record the firm has broken promises that are not mended")
    cure = Label("请申请人交齐材料；信用修复后可再申请", "let everything be handed in; once mended it may ask again")


class PartsOpen(Refusal):
    """One answer is given when every part has said what it says."""

    code = "affairs.parts_open"
    status = 409
    what = Label("没有答复", "no answer was given")
    why = Label("还没有意见的：{names}", "nothing was said yet by: {names}")
    cure = Label("等各单位给出意见，或催办", "wait for them, or urge them")


class EndsByAcceptance(Refusal):
    """What is accepted jointly ends by the joint acceptance."""

    code = "affairs.ends_by_acceptance"
    status = 409
    what = _NOT_DONE
    why = Label("“{matter}”在联合验收时办结", "“{matter}” ends with the joint acceptance")
    cure = Label("请窗口约联合验收", "let the window arrange it")


class ClosedAlready(Refusal):
    """What is closed takes no more materials."""

    code = "affairs.closed_already"
    status = 409
    what = _NOT_DONE
    why = Label("这件申请已经办结", "the application is closed")
    cure = Label("有新需要请另行申请", "apply anew for anything else")


class NothingBrought(Refusal):
    """Bringing materials brings at least one."""

    code = "affairs.nothing_brought"
    what = _NOT_DONE
    why = Label("没有选文件，也没有承诺", "no file was chosen and nothing was promised")
    cure = Label("选好文件再提交", "choose a file, and send it")


class NoPaper(Refusal):
    """Results are those that the affair names."""

    code = "affairs.no_paper"
    what = _NOT_DONE
    why = Label("“{matter}”没有“{paper}”这份结果", "“{matter}” has no result “{paper}”")
    cure = Label("从列表里选", "choose from the list")


class OtherMatters(Refusal):
    """A correction mends what was filled in; other matters are another application."""

    code = "affairs.other_matters"
    status = 409
    what = Label("没有更正", "nothing was corrected")
    why = Label("这样改会增减要办的事项", "it would add or drop matters")
    cure = Label("撤回后重新申请，或另行申请", "take it back and apply anew, or apply for the others besides")


class NothingCorrected(Refusal):
    """A correction changes something."""

    code = "affairs.nothing_corrected"
    what = Label("没有更正", "nothing was corrected")
    why = Label("内容和原来一样", "everything is as it was")
    cure = Label("改好要更正的项再提交", "change what is wrong, and send it")
