"""What placing firms gives: a place on a node with its evidence and its date, or the reason why a sign places nobody."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.chains.core.firms import Firm
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label, LabelledEnum


class PlacementBasis(LabelledEnum):
    """What places a firm on a node."""

    TAG = "tag", "标签", "tag"
    SEGMENT = "segment", "细分领域标签", "segment tag"
    CODE = "code", "行业代码", "industry code"
    WORDS = "words", "产品词", "product words"


@dataclass(frozen=True, slots=True)
class Placement:
    """A firm on a node with the share of its revenue that belongs there (0 to 1). `basis`: what gives the share.

    `known_on`: the newest evidence; None where no piece of it is dated, and then nobody can tell whether it `is_stale`.
    """

    firm: Firm
    node: str
    share: Decimal
    is_share_stated: bool
    confidence: Confidence
    basis: PlacementBasis
    evidence: Label
    known_on: date | None
    is_stale: bool | None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A sign of a firm that places it nowhere, and why. The firm may stand elsewhere by another sign."""

    firm: Firm
    why: Label


@dataclass(frozen=True, slots=True)
class Placed:
    """Everybody who stands on the chain, in the order of firms and nodes, and every sign that could not be used."""

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last day whose evidence is stale on a day: what became known before `limit` is."""

    limit: date

    def is_stale(self, known_on: date | None) -> bool | None:
        """Whether evidence of that day is stale; None where it has no day."""
        return None if known_on is None else known_on < self.limit


def freshness(as_of: date, months: int) -> Freshness:
    """Evidence older than so many calendar months on `as_of` is stale; of exactly so many it is not yet."""
    number = as_of.year * 12 + as_of.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return Freshness(date(year, month, min(as_of.day, calendar.monthrange(year, month)[1])))
