"""A national table scaled to a region by Flegg's location quotient: how much of an input a small place can find at home."""

from __future__ import annotations

import numpy as np

from dukou.chains.core.linkages.refusals import RegionDoesNotFit
from dukou.chains.core.linkages.tables import IoTable, Numbers, table_of_inputs
from dukou.kit.core.labels import Label

DELTA = 0.3  # how strongly small regions import (Flegg & Webber 1997; taken over, not fitted here)


def regional_table(table: IoTable, output: Numbers, name: str, delta: float = DELTA) -> IoTable:
    """a^R_ij = a_ij · min(1, FLQ_ij), FLQ_ij = (LQ_i / LQ_j) · [log2(1 + X_R / X_N)]^δ; `output`: the region's, in the table's money.

    A supplier that the region lacks delivers nothing. A user that it lacks, and that would come, would buy of its inputs at home what
    there is: the quotient is without bound there, and the share is the national one.
    """
    _judge(table, output)
    quotient = flegg_quotients(table, output, delta)
    shares = table.inputs * np.minimum(1.0, quotient)
    allow_negative = bool((shares < 0).any())
    return table_of_inputs(name, table.sectors, shares, output, year=table.year, allow_negative=allow_negative)


def flegg_quotients(table: IoTable, output: Numbers, delta: float = DELTA) -> Numbers:
    """FLQ_ij, (suppliers, users); nought where the supplier is not there, infinite where only the user is not."""
    nation, region = table.output.sum(), output.sum()
    size = np.log2(1 + region / nation) ** delta
    local = np.divide(output / region, table.output / nation, out=np.zeros(len(output)), where=table.has_output)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossed = np.where(local[:, None] > 0, local[:, None] / local[None, :], 0.0)
    return np.asarray(crossed * size, dtype=np.float64)


def _judge(table: IoTable, output: Numbers) -> None:
    if output.shape != table.output.shape:
        said = Label(
            f"本地产出有 {output.size} 个数，表有 {len(table.sectors)} 个部门", f"{output.size} outputs for {len(table.sectors)} sectors"
        )
        raise RegionDoesNotFit(name=table.name, said=said)
    wrong = ~(np.isfinite(output) & (output >= 0) & (output <= table.output))
    if wrong.any():
        at = int(np.argmax(wrong))
        sector, value = table.sectors[at], f"{output[at]:.6g}"
        said = Label(
            f"{sector} 的本地产出 {value} 不在 0 与全国产出之间", f"the output {value} of {sector} is not between 0 and the whole country's"
        )
        raise RegionDoesNotFit(name=table.name, said=said)
    if not output.any():
        raise RegionDoesNotFit(name=table.name, said=Label("本地没有任何产出", "the region has no output at all"))
