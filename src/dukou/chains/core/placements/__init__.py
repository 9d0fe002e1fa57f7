"""Who stands where on a chain: by tags, else by industry code, product words and segments, each with its evidence and its date."""

from __future__ import annotations

from dukou.chains.core.placements.by_tags import TagSharesPastOne
from dukou.chains.core.placements.placed import Placed, Placement, PlacementBasis, Unplaced
from dukou.chains.core.placements.placing import place

__all__ = ["Placed", "Placement", "PlacementBasis", "TagSharesPastOne", "Unplaced", "place"]
