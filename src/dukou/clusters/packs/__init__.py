"""The pack files of this room: policies of lights, and clusters, which name them."""

from __future__ import annotations

from dukou.clusters.packs.clusters import ClusterSection
from dukou.clusters.packs.lights import LightSection
from dukou.kit.packfiles.sections import SECTIONS

for _section in (LightSection(), ClusterSection()):
    SECTIONS.add(_section.name, _section)
