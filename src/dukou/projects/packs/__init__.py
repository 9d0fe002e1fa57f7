"""What a pack says of projects: its pipeline, stories to be told again, and paths through permits."""

from __future__ import annotations

from dukou.kit.packfiles.sections import SECTIONS
from dukou.projects.packs.permit_paths import PermitPathSection
from dukou.projects.packs.replays import ReplaySection
from dukou.projects.packs.stages import StageSection

for _section in (ReplaySection(), PermitPathSection(), StageSection()):
    SECTIONS.add(_section.name, _section)
