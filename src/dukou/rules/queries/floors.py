"""On which floor a rule book stands: that of the lowest room that judges by it. It names facts of that floor or beneath."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from django.conf import settings

from dukou.kit.core.registry import Registry
from dukou.kit.packfiles.reading import Contents
from dukou.rules.core.facts import FactFace

# by room: the slugs of the rule books that its files in a pack name
Judges = Callable[[Contents], Collection[str]]
JUDGES: Registry[Judges] = Registry("room that judges by rule books")


def judged_by(contents: Contents) -> dict[str, str]:
    """By the slug of each rule book that a room names: the lowest such room."""
    found: dict[str, str] = {}
    for room in sorted(JUDGES.keys(), key=_floor, reverse=True):  # the lowest comes last, and stays
        found |= dict.fromkeys(JUDGES[room](contents), room)
    return found


def may_name(slug: str, judges: Mapping[str, str]) -> Callable[[FactFace], bool]:
    """Which facts the book may name: those of its floor or beneath. A book that no room names, and a fact that none states, stand free."""
    room = judges.get(slug, "")

    def may(face: FactFace) -> bool:
        return not room or not face.room or _floor(face.room) <= _floor(room)

    return may


def _floor(room: str) -> int:
    """Rooms stand in the settings from the lowest floor up."""
    return list(settings.ROOMS).index(room)
