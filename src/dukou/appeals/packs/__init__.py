"""What a pack says of appeals."""

from dukou.appeals.packs.appeals import AppealSection
from dukou.kit.packfiles.sections import SECTIONS

SECTIONS.add("appeals", AppealSection())
