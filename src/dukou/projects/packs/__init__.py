"""What a pack says of projects: the paths through permits."""

from __future__ import annotations

from dukou.kit.packfiles.sections import SECTIONS
from dukou.projects.packs.permit_paths import PermitPathSection

for _section in (PermitPathSection(),):
    SECTIONS.add(_section.name, _section)
