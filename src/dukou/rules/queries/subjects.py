"""Names of what rule books are about. A room registers how its subjects are called; who may not see one is told nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule book is asked about: its name, the address of its page, and the division code that chooses the version."""

    name: Label
    address: str
    place: str = ""


SUBJECTS: Registry[Callable[[Viewer, str], Subject | None]] = Registry("kind of subject")


def subject_of(kind: str, viewer: Viewer, key: str) -> Subject | None:
    """The subject with this key, or None where there is none that the viewer may see."""
    return SUBJECTS[kind](viewer, key) if kind in SUBJECTS else None
