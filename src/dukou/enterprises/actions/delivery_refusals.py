"""Why a list is not received, taken in or discarded."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoSuchDelivery(Refusal):
    """The list is not there, or the viewer may not know of it."""

    code = "enterprises.no_such_delivery"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有第 {number} 号清单", "there is no list {number}")
    cure = Label("从收到的清单里选择", "choose it from the lists received")


class DayAhead(Refusal):
    """Nothing can have become known after today."""

    code = "enterprises.day_ahead"
    what = Label("没有接收清单", "the list was not received")
    why = Label("得知日期 {known_on} 还没有到", "{known_on}, the day it became known, is yet to come")
    cure = Label("改正日期", "correct the day")


class NotWaiting(Refusal):
    """A list is decided upon once."""

    code = "enterprises.delivery_not_waiting"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("第 {number} 号清单现在是“{state}”", "list {number} is “{state}” now")
    cure = Label("重新打开页面看它的状态；要再导入就再交一次", "open the page again; to import it once more, hand it in again")


class RowsRefused(Refusal):
    """All rows or none."""

    code = "enterprises.rows_refused"
    what = Label("没有导入", "nothing was imported")
    why = Label("有 {count} 行被拒绝，第一处：{first}", "{count} rows are refused, the first: {first}")
    cure = Label("取回带核对结果的清单，改正后再交", "take the list back with its remarks, correct it and hand it in again")


class FileGone(Refusal):
    """The kept file was removed from the home."""

    code = "enterprises.file_gone"
    status = 410
    what = Label("没有办理", "this was not done")
    why = Label("“{name}”的文件已不在", "the file of “{name}” is gone")
    cure = Label("再交一次", "hand it in again")


class ReasonMissing(Refusal):
    """A list is put aside with a reason."""

    code = "enterprises.discard_needs_reason"
    what = Label("没有放弃", "the list was not discarded")
    why = Label("没有写理由", "no reason is given")
    cure = Label("写明理由", "say why")
