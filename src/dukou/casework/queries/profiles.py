"""Service profiles: the text in force, and what a text says."""

from __future__ import annotations

from dukou.casework.core.profiles import Profile
from dukou.casework.models import ProfileText

_read: dict[tuple[str, str], Profile] = {}  # by key and hash: a text never changes


def profile_in_force(key: str) -> ProfileText | None:
    """The row of the text that stands now; None where no profile of this name opens cases."""
    return ProfileText.objects.filter(key=key, replaced_at__isnull=True).first()


def profile_of(row: ProfileText) -> Profile:
    """What a text says. Read once per process."""
    name = (row.key, row.sha256)
    if name not in _read:
        _read[name] = Profile.read(row.key, row.sha256, row.content)
    return _read[name]
