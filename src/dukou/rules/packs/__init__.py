"""The pack files of this room: declared facts, golden cases, rule books. Cases come first, for both lie in `rules/`."""

from __future__ import annotations

from dukou.kit.packfiles.sections import SECTIONS
from dukou.rules.packs.books import BookSection
from dukou.rules.packs.cases import CaseSection
from dukou.rules.packs.facts import FactSection

for _section in (FactSection(), CaseSection(), BookSection()):
    SECTIONS.add(_section.name, _section)
