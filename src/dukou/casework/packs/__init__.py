"""The pack files of this room: working calendars by yearly notice, and service profiles, which name them."""

from __future__ import annotations

from dukou.casework.packs.calendars import CalendarSection
from dukou.casework.packs.profiles import ProfileSection
from dukou.kit.packfiles.sections import SECTIONS

for _section in (CalendarSection(), ProfileSection()):
    SECTIONS.add(_section.name, _section)
