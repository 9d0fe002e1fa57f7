"""Why figures and tags are not recorded, corrected or taken back. Several acts of the room share these."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class MayNotRecord(Refusal):
    """Figures are recorded by those whose office it is."""

    code = "figures.may_not_record"
    status = 403
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("您没有记录和更正数据的权限", "you have no permission to record and correct figures")
    cure = Label("请产业发展办的数据员记录", "ask a data officer of the industry office to record it")


class NoSuchClaim(Refusal):
    """The claim is not there, or the viewer may not know of it."""

    code = "figures.no_such_claim"
    status = 404
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("没有编号为“{ref}”的数据项", "there is no claim “{ref}”")
    cure = Label("从数据清单里选择", "choose it from the list of figures")


class CannotBeRead(Refusal):
    """A figure that does not fit its indicator."""

    code = "figures.cannot_be_read"
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("{said}", "{said}")
    cure = Label("{way}", "{way}")


class SomethingMissing(Refusal):
    """A claim names its subject, indicator and source, a tag its subject, segment and source; an owner is an organisation."""

    code = "figures.something_missing"
    what = Label("没有记录", "it was not recorded")
    why = Label("{noun}“{key}”不存在", "there is no {noun} “{key}”")
    cure = Label("从清单里选择，或先在数据包里介绍它", "choose from the list, or introduce it in the pack first")


class CorrectionNeedsReason(Refusal):
    """Why a stated figure is replaced is part of the record."""

    code = "figures.correction_needs_reason"
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("没有写理由", "no reason is given")
    cure = Label("写明为什么更正", "say why it is corrected")


class NothingToCorrect(Refusal):
    """A correction must change something, and a withdrawn claim is gone."""

    code = "figures.nothing_to_correct"
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("新的内容与现有内容相同，或该数已撤回", "the new content is the same as the present one, or the claim was withdrawn")
    cure = Label("改动数值、时期或性质，或另行记录", "change the value, the period or the kind, or record a new claim")


class KnownInTheFuture(Refusal):
    """Nothing can have become known after today, nor a correction or an end before what it corrects or ends."""

    code = "figures.known_in_the_future"
    what = Label("没有记录", "it was not recorded")
    why = Label(
        "获知日期 {known_on} 不在 {earliest} 至 {today} 之间", "{known_on}, the day it became known, is not between {earliest} and {today}"
    )
    cure = Label("改正日期", "correct the date")


class AlreadyStated(Refusal):
    """A reference names one claim."""

    code = "figures.already_stated"
    status = 409
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("编号“{ref}”已有数据项", "the reference “{ref}” is in use")
    cure = Label("更正已有的数，或换一个编号", "correct the claim that is there, or choose another reference")


class OwnerNeeded(Refusal):
    """What only its owner may see must have one."""

    code = "figures.owner_needed"
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("仅所属单位可见的数须写明所属单位", "a figure for its owner only must name the owner")
    cure = Label("写明所属单位", "name the owner")


class CorrectedMeanwhile(Refusal):
    """A correction is made to the state that its maker saw, never to one that came after."""

    code = "figures.corrected_meanwhile"
    status = 409
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("您填写时，{who} 已更正或撤回它，现为 {value}", "{who} corrected or withdrew it while you were writing; now: {value}")
    cure = Label("看过现有的数，仍要更正就再提交一次", "look at what stands now; if it is still wrong, send the correction again")


class AnotherDocument(Refusal):
    """A source is one document: figures that cite it must not come to cite another."""

    code = "figures.another_document"
    status = 409
    what = Label("没有登记来源“{key}”", "the source “{key}” was not named")
    why = Label("这个编号已指另一份文件", "that key names another document already")
    cure = Label("换一个编号", "choose another key")


class AlreadyTagged(Refusal):
    """A subject is tagged with a segment once."""

    code = "figures.already_tagged"
    status = 409
    what = Label("没有加标签", "the tag was not added")
    why = Label("“{subject}”已有标签“{segment}”", "“{subject}” is tagged with “{segment}” already")
    cure = Label("先撤下原来的标签，写明理由", "take the present tag back first, with a reason")


class NoSuchTag(Refusal):
    """Only a tag that stands can be taken back."""

    code = "figures.no_such_tag"
    status = 404
    what = Label("没有撤下标签", "the tag was not taken back")
    why = Label("“{subject}”现在没有标签“{segment}”", "“{subject}” is not tagged with “{segment}”")
    cure = Label("从它现有的标签里选择", "choose one of its present tags")


class TagOfPack(Refusal):
    """What the pack states is taken back in the pack: otherwise the next load would state it again."""

    code = "figures.tag_of_pack"
    status = 409
    what = Label("没有撤下标签", "the tag was not taken back")
    why = Label("这个标签是数据包“{pack}”写的", "this tag is stated by the pack “{pack}”")
    cure = Label("在数据包里删去它，再载入", "remove it from the pack and load that again")


class TagEndNeedsReason(Refusal):
    """Why a tag is taken back is part of the record."""

    code = "figures.tag_end_needs_reason"
    what = Label("没有撤下标签", "the tag was not taken back")
    why = Label("没有写理由", "no reason is given")
    cure = Label("写明为什么撤下", "say why it is taken back")
