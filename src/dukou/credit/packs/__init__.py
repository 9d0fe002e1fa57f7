"""What the room reads from packs."""

from dukou.credit.packs.fields import FieldSection, books_of_fields
from dukou.credit.packs.frames import FrameSection
from dukou.kit.packfiles.sections import SECTIONS
from dukou.rules.queries.floors import JUDGES

SECTIONS.add("credit", FrameSection())
SECTIONS.add("fields", FieldSection())
JUDGES.add("credit", books_of_fields)
