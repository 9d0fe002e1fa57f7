"""What the room reads from packs."""

from dukou.credit.packs.fields import FieldSection
from dukou.credit.packs.frames import FrameSection
from dukou.kit.packfiles.sections import SECTIONS

SECTIONS.add("credit", FrameSection())
SECTIONS.add("fields", FieldSection())
