"""What a pack would change: compared entry by entry with what is stored, before anything is written."""

from __future__ import annotations

from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.sections import SECTIONS, Change


def differences(contents: Contents) -> list[Change]:
    """Every difference between the pack and what is stored, lowest floor first, in the pack's own order."""
    return [change for section in SECTIONS for change in section.differences(contents)]
