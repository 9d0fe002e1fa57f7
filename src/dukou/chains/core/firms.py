"""A firm as the chain map looks at it: what it is called, what it does, what it earns, and the tags it bears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of a firm. `ref`: `node/<chain>-<node>` or `segment/<key>`; `share`: of the firm's revenue (0 to 1), None where nobody said."""

    ref: str
    confidence: Confidence
    share: Decimal | None
    evidence: Label | None
    source: Label
    known_on: date


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of the district. `industry`: its code in `edition`, empty where unknown; `revenue` in fen, `failure` a probability (0 to 1).

    None is unknown, never nought. `registered_on`: the day on which its name and code became known, None where nobody noted it.
    """

    key: str
    name: str
    industry: str
    edition: str
    revenue: int | None
    revenue_source: Label | None
    revenue_year: int | None
    failure: float | None
    tags: tuple[Tagged, ...]
    registered_on: date | None = None
