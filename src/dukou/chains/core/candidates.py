"""Which enterprises to approach for a node: reasons with weights that add up to the score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp, fsum
from types import MappingProxyType

from dukou.kit.core.labels import Label, LabelledEnum


class Signal(LabelledEnum):
    """What speaks for an enterprise's coming: ties to those who are here, signs that it expands, how it fits."""

    SUPPLIES_LEADER = "supplies_leader", "供货给本地链主", "supplies a local chain leader"
    BUYS_FROM_LEADER = "buys_from_leader", "采购本地链主产品", "buys from a local chain leader"
    SHARES_WITH_LEADER = "shares_with_leader", "与本地链主有股权关系", "holds or is held by a local chain leader"
    HAS_BRANCH = "has_branch", "在本地有分支", "has a branch here"
    SAME_PARENT = "same_parent", "与本地企业同属一个集团", "same group as a local firm"
    FUNDING = "funding", "近期融资", "raised money lately"
    NEW_PLANT = "new_plant", "近期在外地建厂", "built a plant elsewhere lately"
    TENDER_WON = "tender_won", "近期中标", "won a tender lately"
    HIRING = "hiring", "近期扩大招聘", "hires more than before"
    NODE_FIT = "node_fit", "产品与节点相符", "its products fit the node"
    NEARNESS = "nearness", "距离近", "nearness"


class DistanceBand(LabelledEnum):
    """How far an enterprise sits from the district, coarse on purpose: addresses are registered seats."""

    SAME_CITY = "same_city", "同城", "same city"
    NEIGHBOURING = "neighbouring", "邻近城市", "neighbouring city"
    SAME_COUNTRY = "same_country", "国内其他地区", "elsewhere in the country"
    ABROAD = "abroad", "境外", "abroad"


NEARNESS: Mapping[DistanceBand, float] = MappingProxyType(
    {DistanceBand.SAME_CITY: 1.0, DistanceBand.NEIGHBOURING: 0.6, DistanceBand.SAME_COUNTRY: 0.2, DistanceBand.ABROAD: 0.0}
)
JUDGED = Label("权重出于判断，不是拟合所得；没有可用的回测", "weights set by judgement, not fitted; no back-test available")


@dataclass(frozen=True, slots=True)
class Observed:
    """A signal as somebody saw it: 0 (not so) to 1 (fully so), with source and day."""

    value: float
    source: str
    on: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 1:
            raise ValueError(f"a signal is between 0 and 1, not {self.value}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enterprise elsewhere that could come for a node. A signal that is not in `observed` is unknown, not absent."""

    key: str
    node: str
    observed: Mapping[Signal, Observed]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts on the scale of log-odds, and where all begin. `told` says where the weights come from."""

    of: Mapping[Signal, float]
    start: float
    told: Label = JUDGED


USUAL = Weights(
    MappingProxyType(
        {
            Signal.SUPPLIES_LEADER: 1.5,  # twelve suppliers followed one leader to the district of the article
            Signal.BUYS_FROM_LEADER: 0.8,
            Signal.SHARES_WITH_LEADER: 1.2,
            Signal.HAS_BRANCH: 1.0,
            Signal.SAME_PARENT: 1.0,
            Signal.FUNDING: 0.6,
            Signal.NEW_PLANT: 0.8,
            Signal.TENDER_WON: 0.4,
            Signal.HIRING: 0.4,
            Signal.NODE_FIT: 1.5,
            Signal.NEARNESS: 0.5,
        }
    ),
    start=-4.0,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that is known, and what it adds: weight × value."""

    signal: Signal
    observed: Observed
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its reasons, the weightiest first. `start` and the contributions add up to `score`; `unknown` adds nothing.

    An unknown signal may hide one that counts: a low score with many of them says little.
    """

    candidate: Candidate
    rank: int
    score: float
    start: float
    reasons: tuple[Reason, ...]
    unknown: tuple[Signal, ...] = field(default=())
    told: Label = JUDGED

    @property
    def strength(self) -> float:
        """1 / (1 + e^−score), between 0 and 1. No probability while the weights are judged: it orders, and `told` says so."""
        return 1 / (1 + exp(-self.score))


def ranked(candidates: Iterable[Candidate], weights: Weights = USUAL) -> tuple[Ranked, ...]:
    """The candidates of one node, best first; equals by key."""
    scored = sorted(((_reasons(each, weights), each) for each in candidates), key=lambda pair: (-_score(pair[0], weights), pair[1].key))
    return tuple(
        Ranked(each, rank, _score(reasons, weights), weights.start, reasons, _unknown(each, weights), weights.told)
        for rank, (reasons, each) in enumerate(scored, 1)
    )


def _reasons(candidate: Candidate, weights: Weights) -> tuple[Reason, ...]:
    known = [(signal, candidate.observed[signal]) for signal in Signal if signal in candidate.observed and signal in weights.of]
    reasons = [Reason(signal, seen, weights.of[signal], weights.of[signal] * seen.value) for signal, seen in known]
    return tuple(sorted(reasons, key=lambda reason: -reason.contribution))


def _score(reasons: tuple[Reason, ...], weights: Weights) -> float:
    return fsum([weights.start, *(reason.contribution for reason in reasons)])


def _unknown(candidate: Candidate, weights: Weights) -> tuple[Signal, ...]:
    return tuple(signal for signal in Signal if signal in weights.of and signal not in candidate.observed)
