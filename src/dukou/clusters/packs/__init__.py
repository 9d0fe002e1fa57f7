"""The pack files of this room: policies of lights, and clusters, which name them."""

from __future__ import annotations

from dukou.clusters.packs.clusters import ClusterSection
from dukou.clusters.packs.lights import LightSection, books_of_lights
from dukou.kit.packfiles.sections import SECTIONS
from dukou.rules.queries.floors import JUDGES

for _section in (LightSection(), ClusterSection()):
    SECTIONS.add(_section.name, _section)
JUDGES.add("clusters", books_of_lights)
