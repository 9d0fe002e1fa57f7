"""What a pack says of affairs: the dictionary of what can be asked, the affairs themselves, and how units take what they are handed."""

from __future__ import annotations

from dukou.affairs.packs.affairs import AffairSection
from dukou.affairs.packs.fields import FieldSection
from dukou.affairs.packs.receivers import ReceiverSection
from dukou.kit.packfiles.sections import SECTIONS

for _section in (FieldSection(), AffairSection(), ReceiverSection()):
    SECTIONS.add(_section.name, _section)
