"""What is refused when appeals are filed and handled. Stages, replies and objections have theirs in `core`."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_FILED = Label("没有提交诉求", "the appeal was not filed")
_NOT_DONE = Label("没有办理", "this was not done")


class TitleMissing(Refusal):
    """An appeal says in a line what it is about."""

    code = "appeals.title_missing"
    what = _NOT_FILED
    why = Label("没有写主题，或主题超过 {most} 字", "it has no title, or one of more than {most} characters")
    cure = Label("用一句话写明要解决什么", "say in one line what is wanted")


class TextMissing(Refusal):
    """And it tells what is the matter."""

    code = "appeals.text_missing"
    what = _NOT_FILED
    why = Label("没有写内容，或超过 {most} 字", "it does not say what is the matter, or takes more than {most} characters")
    cure = Label("写明什么事、在哪里、希望怎样解决", "say what is the matter, where, and what would help")


class NotYourFirm(Refusal):
    """One whistles for the firm one acts for; for others the window or a service officer files."""

    code = "appeals.not_your_firm"
    status = 403
    what = _NOT_FILED
    why = Label("您不是企业“{firm}”的经办人，也没有代企业提交的权限", "you are no agent of “{firm}”, and may not file on behalf of others")
    cure = Label("请该企业的经办人提交，或打热线由窗口代填", "let its agent file, or call the desk, which files on its behalf")


class NoSuchTopic(Refusal):
    """Topics are those of the district's list."""

    code = "appeals.no_such_topic"
    what = _NOT_DONE
    why = Label("没有“{topic}”这一类诉求", "there is no topic “{topic}”")
    cure = Label("从列表里选，或留空由受理人归类", "choose from the list, or leave it to the window")


class NoSuchUnit(Refusal):
    """Matters are dispatched to organisations of the district."""

    code = "appeals.no_such_unit"
    what = Label("没有派单", "it was not dispatched")
    why = Label("没有单位“{unit}”，或它已停用", "there is no organisation “{unit}”, or it is closed")
    cure = Label("从列表里选", "choose from the list")


class NobodyLeads(Refusal):
    """One unit leads, also where others answer a part of their own: the enterprise hears the whole from one."""

    code = "appeals.nobody_leads"
    what = Label("没有派单", "it was not dispatched")
    why = Label("没有主办单位", "no unit leads")
    cure = Label("选一个主办单位；协办、分办另选", "choose the unit that leads; those that assist or answer apart are chosen beside it")


class NotYourLeg(Refusal):
    """A leg is answered by its unit."""

    code = "appeals.not_your_leg"
    status = 403
    what = _NOT_DONE
    why = Label("这一段由“{unit}”办理", "this part is in the hands of “{unit}”")
    cure = Label("请该单位办理", "let that unit handle it")


class NoLead(Refusal):
    """Only what is in a leading unit's hands is replied to."""

    code = "appeals.no_lead"
    status = 409
    what = _NOT_DONE
    why = Label("现在没有主办单位", "no unit leads it now")
    cure = Label("先派单", "dispatch it first")


class OthersStillAt(Refusal):
    """The lead replies when those who assist it have answered, or were recalled."""

    code = "appeals.others_still_at"
    status = 409
    what = Label("答复没有发出", "the reply was not sent")
    why = Label("{units} 还没有答复", "{units} have not answered yet")
    cure = Label("等它们答复，或请受理人收回", "wait for them, or have the window recall them")


class QuestionWaits(Refusal):
    """One question to the enterprise at a time."""

    code = "appeals.question_waits"
    status = 409
    what = Label("没有发出", "it was not asked")
    why = Label("上一个问题企业还没有回答", "the enterprise has not answered the last question")
    cure = Label("等企业回答", "wait for the answer")


class NothingToAnswer(Refusal):
    """There is no open question."""

    code = "appeals.nothing_to_answer"
    status = 409
    what = Label("没有登记回答", "no answer was taken")
    why = Label("没有待企业回答的问题", "no question waits for the enterprise")
    cure = Label("刷新页面", "reload the page")


class WordsMissing(Refusal):
    """What is told to others needs words."""

    code = "appeals.words_missing"
    what = _NOT_DONE
    why = Label("没有写内容", "it says nothing")
    cure = Label("写明情况", "say how it is")


class GradeNeedsTwo(Refusal):
    """What has run out is not graded away, least of all by one person."""

    code = "appeals.grade_needs_two"
    status = 409
    what = Label("没有受理", "it was not accepted")
    why = Label("已有期限到期，变更等级须由两人办理", "a deadline has passed: another grade takes two people")
    cure = Label("先按原等级受理，再申请变更等级", "accept it under the grade that it has, then ask for another")


class MergedIntoItself(Refusal):
    """An appeal is merged into an open one that the same enterprise filed before it."""

    code = "appeals.merged_into_itself"
    what = Label("没有并入", "it was not merged")
    why = Label("第 {into} 号不是同一企业更早提交的在办诉求", "{into} is not an open appeal that the same enterprise filed before")
    cure = Label("把后提交的并入同一企业先提交的那一件", "merge the later one into the one that the enterprise filed first")


class BegunAnew(Refusal):
    """What came back or was opened again runs under a new clock: a matter that has waited for longer is not put under it."""

    code = "appeals.begun_anew"
    status = 409
    what = Label("没有并入", "it was not merged")
    why = Label(
        "第 {into} 号在这一件提交之后退回重办或重新打开，期限重新起算",
        "{into} came back, or was opened again, since this one was filed: its time began anew",
    )
    cure = Label("这一件照自己的期限办理，可派给同一单位", "handle this one in its own time; the same unit may have both")


class CameBackItself(Refusal):
    """What was replied to and came back is answered, not merged away."""

    code = "appeals.came_back_itself"
    status = 409
    what = Label("没有并入", "it was not merged")
    why = Label("这一件答复过，又退回或重新打开", "it was replied to before, and came back")
    cure = Label("派单办理；后提交的可以并入别的在办诉求", "dispatch it; what was filed later may be merged into another")


class NotCalledOften(Refusal):
    """An enterprise that does not answer is asked more than once before the matter ends without its word."""

    code = "appeals.not_called_often"
    status = 409
    what = Label("没有办结", "it was not closed")
    why = Label("只回访了 {times} 次，回访期到 {until}", "it was called {times} times, and there is time until {until}")
    cure = Label("回访满 {least} 次未接通，或回访期满后再办结", "close it after {least} calls without an answer, or when the time is up")


class OwnFirmsMatter(Refusal):
    """Nobody handles, on the office's side, what he filed for his own firm."""

    code = "appeals.own_firms_matter"
    status = 403
    what = _NOT_DONE
    why = Label("您是这家企业的经办人", "you act for this enterprise")
    cure = Label("请同事办理", "let a colleague handle it")


class NothingPublished(Refusal):
    """There is no copy in that state."""

    code = "appeals.no_such_copy"
    status = 404
    what = _NOT_DONE
    why = Label("没有这一版公开件", "there is no such public copy")
    cure = Label("刷新页面", "reload the page")


class OwnDraft(Refusal):
    """Who drafted a public copy does not approve it."""

    code = "appeals.own_draft"
    status = 403
    what = Label("没有公开", "it was not published")
    why = Label("公开件须由起草人以外的人审核", "a copy is approved by somebody other than its author")
    cure = Label("请同事审核", "let a colleague approve it")


class NotClosedYet(Refusal):
    """Only what has ended is published."""

    code = "appeals.not_closed_yet"
    status = 409
    what = Label("没有公开", "it was not published")
    why = Label("诉求还没有办结", "the appeal is not closed yet")
    cure = Label("办结后再公开", "publish it when it is closed")
