"""Why something about records and grades is not done."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoNumber(Refusal):
    """A record rests on a paper, and the paper has a number."""

    code = "credit.no_number"
    what = Label("没有登记", "this was not recorded")
    why = Label("没有写文书号", "its paper has no number")
    cure = Label("写上决定书、证书或承诺书的编号", "write the number of the decision, certificate or promise")


class RecordWords(Refusal):
    """What a record says and what proves it have to be there."""

    code = "credit.record_words"
    what = Label("没有登记", "this was not recorded")
    why = Label("没有写{noun}", "{noun} is wanting")
    cure = Label("补上{noun}", "write {noun}")


class DayNotCome(Refusal):
    """Nothing is recorded of a day that has not come."""

    code = "credit.day_not_come"
    what = Label("没有办理", "this was not done")
    why = Label("{day} 还没有到", "{day} has not come")
    cure = Label("核对日期", "check the date")


class NotYourField(Refusal):
    """A record is kept by the unit of its field, or by the unit that leads."""

    code = "credit.not_your_field"
    status = 403
    what = Label("没有办理", "this was not done")
    why = Label("“{field}”不归您的单位监管", "your unit does not supervise “{field}”")
    cure = Label("由“{unit}”办理", "ask “{unit}”")


class NoSuchSort(Refusal):
    """A field tells apart the sorts of its file."""

    code = "credit.no_such_sort"
    status = 404
    what = Label("没有登记", "this was not recorded")
    why = Label("“{field}”没有“{sort}”这种记录", "“{field}” has no sort “{sort}”")
    cure = Label("可用：{known}", "use one of: {known}")


class SeverityMisplaced(Refusal):
    """An adverse record is minor, general or severe; another is none of these."""

    code = "credit.severity_misplaced"
    what = Label("没有登记", "this was not recorded")
    why = Label("“{sort}”不是失信记录，不分轻重", "“{sort}” is no adverse record and has no severity")
    cure = Label("去掉轻重", "leave the severity out")


class PublishedBackwards(Refusal):
    """What is shown begins on or after the day of the paper and ends later."""

    code = "credit.published_backwards"
    what = Label("没有登记", "this was not recorded")
    why = Label("公示期的起止不对", "the time of publication does not run forward")
    cure = Label("起始不早于决定日，截止不早于起始", "begin no earlier than the paper, end no earlier than that")


class PublishedTooLong(Refusal):
    """Nothing is shown for a hundred years; what has no end is written without one."""

    code = "credit.published_too_long"
    what = Label("没有登记", "this was not recorded")
    why = Label("公示期到了决定日一百年以后", "the time of publication reaches a hundred years beyond the paper")
    cure = Label("核对日期；长期公示的不写截止", "check the days; leave the end out where the paper names none")


class RecordedBefore(Refusal):
    """The paper stands in the ledger, whatever became of it since."""

    code = "credit.recorded_before"
    status = 409
    what = Label("没有登记", "this was not recorded")
    why = Label("文书“{number}”登记过了", "the paper “{number}” was recorded before")
    cure = Label("查原有的记录；已修复的不再登记", "look at the record that is there; what was repaired is not recorded again")


class RecordEnded(Refusal):
    """The record ended meanwhile."""

    code = "credit.record_ended"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这条记录已经更正、撤销或修复", "the record was corrected, withdrawn or repaired")
    cure = Label("刷新页面", "reload the page")


class RunBackwards(Refusal):
    """Grades go forward: a run is not dated before the last one, nor ahead of today."""

    code = "credit.run_backwards"
    status = 409
    what = Label("没有评级", "nothing was graded")
    why = Label("上一次评级是 {last}，今天是 {today}", "the last grading is of {last}, and today is {today}")
    cure = Label("写两者之间的日期", "choose a day between the two")
