"""What rooms bring: the doors collect routes, verbs, panels and pack sections by the name of the file that holds them."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

from django.conf import settings


def rooms() -> list[str]:
    """The rooms of the house from the lowest floor up, by short name."""
    return list(settings.ROOMS)


def brought(part: str) -> dict[str, ModuleType]:
    """The module `part` (such as `urls` or `commands`) of every room that has one, by room, lowest floor first."""
    found: dict[str, ModuleType] = {}
    for room in rooms():
        name = f"dukou.{room}.{part}"
        if importlib.util.find_spec(name) is not None:
            found[room] = importlib.import_module(name)
    return found
