"""What an assessment found, as it is stored and shown: plain values that need no chain map, no panel and no register to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from dukou.kit.core.labels import Label

Three = tuple[float, float, float]  # low, mid, high
Two = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FirmHere:
    """A firm on a node. `revenue`: what it earns here, in fen; None: not known. `basis`, `confidence`: values of their enums."""

    key: str
    name: str
    revenue: int | None
    year: int | None
    share: float
    is_share_stated: bool
    basis: str
    confidence: str
    evidence: Label
    known_on: date | None
    is_stale: bool | None
    is_leader: bool


@dataclass(frozen=True, slots=True)
class NodeFound:
    """A node: its label, what it rests on, and its figures. Money in fen; None: not known. `importance`: dP/dr of what hangs on it most."""

    key: str
    status: str
    act: str | None
    facts: tuple[str, ...]
    reasons: tuple[Label, ...]
    firms: tuple[FirmHere, ...]
    revenue: int | None
    effective: float | None
    top_share: float | None
    quotient: Three | None
    demand: int
    supply: Three | None
    gap: Three | None
    sufficiency: Three | None
    reliability: float
    importance: float | None
    required_by: tuple[str, ...]
    open_users: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def quotient_here(self) -> Three | None:
        """The location quotient as it is shown: None where no firm stands here, for then it would be the panel's prior and nothing else."""
        return self.quotient if self.firms else None


@dataclass(frozen=True, slots=True)
class PartTold:
    """One reason of a score: its logarithm and what it stands for; None: not known, and the note says why."""

    kind: str
    value: float | None
    factor: float | None
    is_floor: bool
    note: Label | None


@dataclass(frozen=True, slots=True)
class PullTold:
    """An industry that is here and how much it pulls; `code` is empty for all others together."""

    code: str
    name: str
    pull: float


@dataclass(frozen=True, slots=True)
class Advice:
    """A node in the order of invitation. The values of `parts` add up to `score`, those of `pulls` to the relatedness score.

    `lacks`: kinds of parts that are not known; such nodes are ranked among those that lack the same. `rate`: the stored hit rate in words.
    """

    node: str
    rank: int
    among: int
    rank_interval: tuple[int, int] | None
    score: float
    interval: Two | None
    expected: float | None
    parts: tuple[PartTold, ...]
    lacks: tuple[str, ...]
    pulls: tuple[PullTold, ...]
    industry: str
    rate: Label
    rate_n: int | None

    @property
    def has_gap(self) -> bool:
        """Whether there is something to fill, so that inviting for the node makes sense; a floor in place of a gap is none."""
        return any(part.kind == "gap" and part.value is not None and not part.is_floor for part in self.parts)

    @classmethod
    def of_plain(cls, content: dict[str, Any]) -> Advice:
        """The value as it stands in what `Assessed.plain` wrote."""
        return _ADVICE.validate_python(content)


@dataclass(frozen=True, slots=True)
class AxisTold:
    """One axis of the radar: the value, its percentile among `regions` of the panel (0 to 100); `why`: what is missing."""

    axis: str
    value: float | None
    percentile: float | None
    regions: int
    why: Label | None


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A sign of a firm that places it nowhere, and why."""

    key: str
    name: str
    why: Label


@dataclass(frozen=True, slots=True)
class SectorTold:
    """A node's sector in the input–output table: multiplier, backward and forward links, the share of output lost without it."""

    node: str
    sector: str
    multiplier: float
    backward: float
    forward: float
    extraction: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an assessment leaned on, in words; None: it had none, and what hangs on it is unknown.

    `track`: whether the chances held in the back-test on the panel.
    """

    panel: Label | None
    panel_is_synthetic: bool
    periods: str
    table: Label | None
    table_is_synthetic: bool
    draws: int
    has_policy: bool
    track: Label | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """One look at one chain."""

    as_of: date
    nodes: tuple[NodeFound, ...]
    advice: tuple[Advice, ...]
    axes: tuple[AxisTold, ...]
    stars: tuple[int, int]  # at least, at most
    sectors: tuple[SectorTold, ...]
    unplaced: tuple[NotPlaced, ...]
    leaders: tuple[str, ...]
    grounds: Grounds

    def node(self, key: str) -> NodeFound | None:
        """One node."""
        return next((node for node in self.nodes if node.key == key), None)

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        made: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return made

    @classmethod
    def of_plain(cls, content: dict[str, Any]) -> Assessed:
        """The value that `plain` wrote."""
        return _ADAPTER.validate_python(content)


_ADAPTER: TypeAdapter[Assessed] = TypeAdapter(Assessed)
_ADVICE: TypeAdapter[Advice] = TypeAdapter(Advice)
