"""Input–output tables: what each sector buys from each other per unit of its own output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dukou.chains.core.linkages.refusals import (
    BuysWithoutOutput,
    NegativeInTable,
    NotFinite,
    NotProductive,
    NotSquare,
    SectorTwice,
    SectorUnknown,
)
from dukou.kit.core.labels import Label

Numbers = NDArray[np.float64]

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class IoTable:
    """A table that is square, finite and productive.

    `inputs`: A (sectors, sectors), a_ij is what one unit of output of user j takes from supplier i; `output`: x (sectors,), in the table's
    own money. A sector without output stays in the table, buys nothing and has no links of its own.
    """

    name: str
    sectors: tuple[str, ...]
    inputs: Numbers
    output: Numbers
    year: int | None = None
    is_synthetic: bool = False

    @property
    def position(self) -> dict[str, int]:
        """The place of each sector in arrays, by its name."""
        return {sector: place for place, sector in enumerate(self.sectors)}

    @property
    def has_output(self) -> NDArray[np.bool_]:
        """Which sectors have output: only these have links and count in means."""
        return self.output > 0


def table_of_flows(
    name: str, sectors: Sequence[str], flows: Numbers, output: Numbers, *, year: int | None = None, allow_negative: bool = False
) -> IoTable:
    """A table from deliveries Z (supplier, user) and output x in the same money: a_ij = z_ij / x_j, and nothing where x_j is nought."""
    _judge_shape(name, sectors, flows, output)
    _judge_finite(name, sectors, flows, output)
    idle = (output == 0) & (flows != 0).any(axis=0)
    if idle.any():
        raise BuysWithoutOutput(name=name, sector=sectors[int(np.argmax(idle))])
    inputs = np.divide(flows, output, out=np.zeros_like(flows, dtype=np.float64), where=output != 0)
    return table_of_inputs(name, sectors, inputs, output, year=year, allow_negative=allow_negative)


def table_of_inputs(
    name: str, sectors: Sequence[str], inputs: Numbers, output: Numbers, *, year: int | None = None, allow_negative: bool = False
) -> IoTable:
    """A table from input shares A and output x.

    `allow_negative`: some statistics hold negative deliveries (scrap, transfers); who allows them takes multipliers below one for granted.
    """
    _judge_shape(name, sectors, inputs, output)
    _judge_finite(name, sectors, inputs, output)
    _judge_signs(name, sectors, inputs, output, allow_negative)
    if not is_productive(inputs):
        raise NotProductive(name=name, radius=f"{radius_of(inputs):.3f}")
    return IoTable(name, tuple(sectors), np.asarray(inputs, np.float64), np.asarray(output, np.float64), year)


def without(
    name: str, sectors: Sequence[str], square: Numbers, output: Numbers, dropped: Iterable[str]
) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Sectors, square and output without the rows and columns of those dropped; what they delivered becomes an outside purchase."""
    _judge_shape(name, sectors, square, output)
    place = {sector: at for at, sector in enumerate(sectors)}
    gone = list(dropped)
    unknown = next((sector for sector in gone if sector not in place), None)
    if unknown is not None:
        raise SectorUnknown(name=name, sector=unknown, some="、".join(sectors[:5]))
    kept = [at for sector, at in place.items() if sector not in set(gone)]
    return tuple(sectors[at] for at in kept), square[np.ix_(kept, kept)], output[kept]


def marked_synthetic(table: IoTable) -> IoTable:
    """The same table, which says of itself that it is made up."""
    return replace(table, is_synthetic=True)


def is_productive(inputs: Numbers) -> bool:
    """Whether the spectral radius of A is below one, so that every demand can be met.

    The column sums of |A|^k mostly settle it without an eigenvalue: all below one, it is productive; all one or more and A ≥ 0, it is
    not. What 200 powers leave open is asked of the eigenvalues.
    """
    size, is_plain = np.abs(inputs), not (inputs < 0).any()
    sums = np.ones(len(inputs))
    for _ in range(_MOST_STEPS):
        sums = sums @ size
        if sums.max(initial=0.0) < 1:
            return True
        if is_plain and sums.min() >= 1:
            return False
    return radius_of(inputs) < 1


def radius_of(inputs: Numbers) -> float:
    """The spectral radius: the greatest absolute value among the eigenvalues."""
    return float(np.abs(np.linalg.eigvals(inputs)).max(initial=0.0))


def _judge_shape(name: str, sectors: Sequence[str], square: Numbers, output: Numbers) -> None:
    many = len(sectors)
    if not many or square.shape != (many, many) or output.shape != (many,):
        shape = " × ".join(map(str, square.shape))
        raise NotSquare(name=name, shape=shape or "0", sectors=many, outputs=output.size)
    seen: set[str] = set()
    for sector in sectors:
        if sector in seen:
            raise SectorTwice(name=name, sector=sector)
        seen.add(sector)


def _judge_finite(name: str, sectors: Sequence[str], square: Numbers, output: Numbers) -> None:
    if not np.isfinite(square).all():
        raise NotFinite(name=name, at=_first(sectors, ~np.isfinite(square)))
    if not np.isfinite(output).all():
        raise NotFinite(name=name, at=_output_of(sectors[int(np.argmin(np.isfinite(output)))]))


def _judge_signs(name: str, sectors: Sequence[str], square: Numbers, output: Numbers, allow_negative: bool) -> None:
    if (output < 0).any():
        at = int(np.argmax(output < 0))
        raise NegativeInTable(name=name, at=_output_of(sectors[at]), value=f"{output[at]:.6g}")
    if not allow_negative and (square < 0).any():
        raise NegativeInTable(name=name, at=_first(sectors, square < 0), value=f"{square[square < 0][0]:.6g}")


def _first(sectors: Sequence[str], found: NDArray[np.bool_]) -> Label:
    supplier, user = np.argwhere(found)[0]
    return Label(f"{sectors[supplier]} 供给 {sectors[user]}", f"from {sectors[supplier]} to {sectors[user]}")


def _output_of(sector: str) -> Label:
    return Label(f"{sector} 的总产出", f"output of {sector}")
