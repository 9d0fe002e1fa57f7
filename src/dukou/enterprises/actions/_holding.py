"""Steps that several acts share: holding a firm, and refusing what cannot be one."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.core.codes import judge
from dukou.enterprises.core.entries import NAME_LIMIT, Entry
from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.refusals import Refusal


class NameUnfit(Refusal):
    """A firm has a name of a sensible length."""

    code = "enterprises.name_unfit"
    what = Label("没有登记", "this was not recorded")
    why = Label(
        "名称有 {length} 个字，应为 1 至 {limit} 个，并含文字或数字",
        "the name has {length} characters; it should have 1 to {limit}, letters or digits among them",
    )
    cure = Label("写营业执照上的名称", "write the name as it stands on the licence")


class CodeRefused(Refusal):
    """Only what cannot be a code at all is refused; doubts are kept as doubts."""

    code = "enterprises.code_refused"
    what = Label("没有登记", "this was not recorded")
    why = Label("代码“{written}”有误：{said}", "the code “{written}” is wrong: {said}")
    cure = Label("对照营业执照改正；没有代码就留空", "compare with the licence; leave it empty where there is none")


class NoSuchEnterprise(Refusal):
    """The firm is not there, or the viewer may not know of it."""

    code = "enterprises.no_such_enterprise"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有编号为“{key}”的企业", "there is no firm “{key}”")
    cure = Label("用名称或代码查找", "look it up by name or code")


class StandsForNothing(Refusal):
    """An entry that was merged away stands for nothing; the entry it was merged into does."""

    code = "enterprises.stands_for_nothing"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("“{name}”已并入另一条记录", "“{name}” was merged into another entry")
    cure = Label("在保留的那一条上办理，或先撤销那次合并", "act on the entry that stands, or undo that merge first")


def held(by: Viewer, key: str, *, even_merged: bool = False) -> Enterprise:
    """The firm with this key, its row held until the transaction ends; refused where the viewer may not see it.

    Of an entry that was merged away nothing is recorded any more; `even_merged`: what was recorded of it can still be taken back.
    """
    row = visible_enterprises.filter(by, Enterprise.objects.select_for_update().filter(key=key)).first()
    if row is None:
        raise NoSuchEnterprise(key=key)
    if row.merged_into_id is not None and not even_merged:
        raise StandsForNothing(name=row.name)
    return row


def must_be_fit(entry: Entry, *, is_new: bool = True) -> None:
    """Refuse a name of no sensible length and a code that cannot be one."""
    if (is_new or entry.name) and not (normal(entry.name) and len(entry.name) <= NAME_LIMIT):
        raise NameUnfit(length=len(entry.name), limit=NAME_LIMIT)
    verdict = judge(entry.code) if entry.code else None
    if verdict is not None and verdict.is_refused:
        raise CodeRefused(written=entry.code, said=joined([each.label for each in verdict.faults if each.fault.refuses]))
