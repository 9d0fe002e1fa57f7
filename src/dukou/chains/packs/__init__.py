"""The pack files of this room: chain maps, the district's set of charts and lists, its own thresholds and weights."""

from __future__ import annotations

from dukou.chains.packs.chains import ChainSection
from dukou.chains.packs.rules import RuleSection
from dukou.chains.packs.sets import SheetSection
from dukou.figures.core.tags import TAGGED_WITH
from dukou.kit.core.labels import Label
from dukou.kit.packfiles.sections import SECTIONS

TAGGED_WITH.add("node", Label("产业链节点", "node of a chain"))
for _section in (ChainSection(), SheetSection(), RuleSection()):
    SECTIONS.add(_section.name, _section)
