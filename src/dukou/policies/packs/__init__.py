"""The pack files of this room: papers, groups of measures, policies."""

from __future__ import annotations

from dukou.kit.packfiles.sections import SECTIONS
from dukou.policies.packs.groups import GroupSection
from dukou.policies.packs.papers import PaperSection
from dukou.policies.packs.policies import PolicySection

for _section in (PaperSection(), GroupSection(), PolicySection()):
    SECTIONS.add(_section.name, _section)
