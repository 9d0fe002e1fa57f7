"""The pack files of this room, in the order in which they are written: code tables, the entries that name codes, names of columns."""

from __future__ import annotations

from dukou.enterprises.packs.columns import ColumnSection
from dukou.enterprises.packs.divisions import DivisionSection
from dukou.enterprises.packs.entries import EntrySection
from dukou.enterprises.packs.industries import IndustrySection
from dukou.kit.packfiles.sections import SECTIONS

for _section in (IndustrySection(), DivisionSection(), EntrySection(), ColumnSection()):
    SECTIONS.add(_section.name, _section)
