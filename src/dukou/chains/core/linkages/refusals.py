"""Why numbers are not taken as an input–output table. Each names the table as its sender named it, and the sector."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_NOT_TAKEN = Label("没有采用投入产出表“{name}”", "the input–output table “{name}” was not taken")


class NotSquare(Refusal):
    """Suppliers in rows and users in columns are the same sectors in the same order, each with its output."""

    code = "chains.table_not_square"
    what = _NOT_TAKEN
    why = Label(
        "表的大小是 {shape}，部门有 {sectors} 个，总产出有 {outputs} 个：三者应当一致",
        "its numbers are {shape}, with {sectors} sectors and {outputs} outputs: the three must agree",
    )
    cure = Label(
        "只留中间投入的方阵，一个部门一行一列，再加一行总产出",
        "keep the square of deliveries, one row and column a sector, with its outputs",
    )


class SectorTwice(Refusal):
    """Two sectors of one name could not be told apart."""

    code = "chains.sector_twice"
    what = _NOT_TAKEN
    why = Label("部门 {sector} 出现两次", "the sector {sector} stands there twice")
    cure = Label("每个部门用不同的代号", "give each sector a code of its own")


class SectorUnknown(Refusal):
    """A sector is asked for that the table does not have."""

    code = "chains.sector_unknown"
    what = _NOT_TAKEN
    why = Label("表中没有部门 {sector}", "it has no sector {sector}")
    cure = Label("用表中的代号，例如 {some}", "use the table's codes, such as {some}")


class NotFinite(Refusal):
    """A cell that holds no number is unknown; it is never taken as nought."""

    code = "chains.table_not_finite"
    what = _NOT_TAKEN
    why = Label("{at}：没有数，或者不是有限的数", "{at}: there is no number, or none that is finite")
    cure = Label("填上数；确实没有供给的写 0", "fill it in; write 0 where nothing is delivered")


class NegativeInTable(Refusal):
    """A delivery or an output below nought."""

    code = "chains.table_negative"
    what = _NOT_TAKEN
    why = Label("{at}：{value}，是负数", "{at}: {value} is negative")
    cure = Label(
        "去掉这样的部门（--drop 代号），或者明确允许负的供给（--allow-negative）；总产出不能为负",
        "leave such sectors out (--drop CODE) or allow negative deliveries (--allow-negative); an output is never negative",
    )


class BuysWithoutOutput(Refusal):
    """A share of an output of nought has no base."""

    code = "chains.table_buys_without_output"
    what = _NOT_TAKEN
    why = Label(
        "部门 {sector} 有投入而总产出为 0：投入占产出的份额没有基数", "the sector {sector} buys but has no output: its shares have no base"
    )
    cure = Label("补上总产出，或者去掉这个部门（--drop {sector}）", "give its output, or leave the sector out (--drop {sector})")


class NotProductive(Refusal):
    """With a spectral radius of one or more the sectors use up more than they make."""

    code = "chains.table_not_productive"
    what = _NOT_TAKEN
    why = Label(
        "谱半径为 {radius}，不小于 1：各部门消耗的比生产的还多，乘数不存在",
        "its spectral radius is {radius}, not below 1: the sectors use up more than they make, and no multiplier exists",
    )
    cure = Label(
        "核对行列是否写反（行是供给部门，列是使用部门）、总产出与供给是否同一单位",
        "see whether rows and columns are swapped (rows supply, columns use) and whether output is in the unit of the deliveries",
    )


class RegionDoesNotFit(Refusal):
    """The region's output is told for other sectors, or is more than the whole country's."""

    code = "chains.region_does_not_fit"
    what = Label("没有换算成本地的投入产出表", "the table was not scaled to the region")
    why = Label("{said}", "{said}")
    cure = Label("按表“{name}”的部门给出本地产出，单位相同", "give the region's output by the sectors of “{name}”, in the same unit")
