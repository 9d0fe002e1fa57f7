"""The pack files of this room, in the order in which they are written: sources, subjects, indicators, claims."""

from __future__ import annotations

from dukou.figures.packs.claims import ClaimSection
from dukou.figures.packs.indicators import IndicatorSection
from dukou.figures.packs.sources import SourceSection
from dukou.figures.packs.subjects import SubjectSection
from dukou.kit.packfiles.sections import SECTIONS

for _section in (SourceSection(), SubjectSection(), IndicatorSection(), ClaimSection()):
    SECTIONS.add(_section.name, _section)
