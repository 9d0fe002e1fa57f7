"""What the files of this room have in common."""

from __future__ import annotations

from dukou.kit.packfiles.schemas import Words
from dukou.kit.packfiles.sections import Fields

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def about_fields(words: Words | None) -> Fields:
    """What is said of an entry, in both languages, as it is stored."""
    return {"about_zh": words.zh if words else "", "about_en": words.en if words else ""}
