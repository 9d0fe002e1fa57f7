"""The pack files of this room: papers, groups of measures, policies."""

from __future__ import annotations

from dukou.kit.packfiles.sections import SECTIONS
from dukou.policies.packs.groups import GroupSection
from dukou.policies.packs.papers import PaperSection
from dukou.policies.packs.policies import PolicySection, books_of_policies
from dukou.rules.queries.floors import JUDGES

for _section in (PaperSection(), GroupSection(), PolicySection()):
    SECTIONS.add(_section.name, _section)
JUDGES.add("policies", books_of_policies)
