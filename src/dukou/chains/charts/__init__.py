"""The drawings of this room: the map of a chain, and the radar of a cluster's strength. Both are SVG made here, without a script."""

from __future__ import annotations

from dukou.chains.charts.faces import NodeFace
from dukou.chains.charts.maps import chain_map
from dukou.chains.charts.radar import strength_radar

__all__ = ["NodeFace", "chain_map", "strength_radar"]
