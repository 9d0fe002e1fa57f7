"""What is refused when chains are worked on."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_RECORDED = Label("没有记录", "this was not recorded")


class NoSuchNode(Refusal):
    """A node of a map that stands."""

    code = "chains.no_such_node"
    status = 404
    what = _NOT_RECORDED
    why = Label("没有“{node}”这个节点", "there is no node “{node}”")
    cure = Label("从图谱里选择节点", "choose a node of a map")


class NoSuchFirm(Refusal):
    """A firm of the register that the viewer may see."""

    code = "chains.no_such_firm"
    status = 404
    what = _NOT_RECORDED
    why = Label("名录里没有“{firm}”", "the register has no “{firm}”")
    cure = Label("先在名录里登记", "enter it in the register first")


class NoSuchOffice(Refusal):
    """An office of the pack."""

    code = "chains.no_such_office"
    status = 404
    what = _NOT_RECORDED
    why = Label("没有“{office}”这个单位", "there is no office “{office}”")
    cure = Label("写部门清单里的代号", "write its key as the list of departments has it")


class EvidenceMissing(Refusal):
    """What is recorded rests on something."""

    code = "chains.evidence_missing"
    what = _NOT_RECORDED
    why = Label("没有写依据或说明", "no evidence or word is given")
    cure = Label("写明依据，例如合同、走访的日期", "name it: a contract, the day of a visit")


class LinkedAlready(Refusal):
    """One link by one name stands once; a firm does not supply itself."""

    code = "chains.linked_already"
    status = 409
    what = _NOT_RECORDED
    why = Label("已有同样的供应关系，或两家是同一家", "the same link stands, or the two are one firm")
    cure = Label("要改动就先撤回原有的", "to change it, take the present one back first")


class NoSuchRow(Refusal):
    """A line of a list is gone, over, or never was."""

    code = "chains.no_such_row"
    status = 404
    what = Label("没有办理", "nothing was done")
    why = Label("没有第 {number} 号{noun}，或它已经结束", "there is no {noun} {number}, or it is over")
    cure = Label("从清单里重新打开", "open it from its list")


class ListedAlready(Refusal):
    """A candidate is worked on once for one node."""

    code = "chains.listed_already"
    status = 409
    what = Label("没有列入招商清单", "nothing was put on the invitation list")
    why = Label("“{title}”已在清单上（第 {number} 号）", "“{title}” is on the list already ({number})")
    cure = Label("在那一条里跟进", "follow that line")


class NoWayBack(Refusal):
    """An invitation goes on or is over."""

    code = "chains.no_way_back"
    status = 409
    what = Label("没有改变状态", "the state was not changed")
    why = Label("“{before}”之后不能是“{after}”", "“{before}” is not followed by “{after}”")
    cure = Label("选择后面的状态", "choose one that follows")


class KeptAlready(Refusal):
    """The same file stands as a reference."""

    code = "chains.kept_already"
    status = 409
    what = Label("没有登记参照资料", "the reference was not kept")
    why = Label("同一个文件已登记（{name}）", "the same file is kept already ({name})")
    cure = Label("不必再登记", "nothing need be done")


class NoReference(Refusal):
    """A back-test needs a panel."""

    code = "chains.no_reference"
    status = 404
    what = Label("没有回测", "no back-test was made")
    why = Label("没有登记参照面板，或它的文件不见了", "no reference panel is kept, or its file is gone")
    cure = Label("先登记：dukou chains keep panel 文件", "keep one first: dukou chains keep panel FILE")


class NoSuchChain(Refusal):
    """A chain that the pack has a map of."""

    code = "chains.no_such_chain"
    status = 404
    what = Label("没有这条产业链", "there is no such chain")
    why = Label("没有“{chain}”的图谱；现有：{known}", "there is no map of “{chain}”; there are: {known}")
    cure = Label("选一条现有的，或写进数据包的 chains/", "choose one of them, or write it into chains/ of the pack")
