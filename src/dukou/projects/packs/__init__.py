"""What a pack says of projects."""

from dukou.kit.packfiles.sections import SECTIONS
from dukou.projects.packs.replays import ReplaySection

SECTIONS.add("replays", ReplaySection())
