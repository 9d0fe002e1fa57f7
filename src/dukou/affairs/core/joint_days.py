"""When several units are free at once: the first half-day on which none of them is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dukou.affairs.core.kinds import Half


@dataclass(frozen=True, slots=True)
class Slot:
    """Half a day."""

    day: date
    half: Half


@dataclass(frozen=True, slots=True)
class Turn:
    """A part that needs the joint survey: whether its unit has it, and whether it has taken it up (acknowledged it, or entered a stage)."""

    has_begun: bool
    is_taken_up: bool


def is_survey_due(parts: Iterable[Turn]) -> bool:
    """Whether the survey is to be arranged: some part needs it, and every one that does is ready."""
    found = list(parts)
    return bool(found) and all(each.has_begun and each.is_taken_up for each in found)


def first_common(taken: Mapping[str, Collection[Slot]], days: Iterable[date]) -> Slot | None:
    """The first half of one of `days` (in order) on which no unit is taken; None where there is none. `taken`: by unit."""
    return next((slot for slot in slots_of(days) if not any(slot in there for there in taken.values())), None)


def held_up_by(taken: Mapping[str, Collection[Slot]], days: Iterable[date], until: Slot) -> dict[str, int]:
    """For each unit on how many halves before `until` it alone was taken: who makes the others wait."""
    counts = dict.fromkeys(taken, 0)
    for slot in slots_of(days):
        if slot == until:
            break
        busy = [unit for unit, there in taken.items() if slot in there]
        if len(busy) == 1:
            counts[busy[0]] += 1
    return counts


def slots_of(days: Iterable[date]) -> Iterable[Slot]:
    """Both halves of each day, in order."""
    return (Slot(day, half) for day in days for half in Half)
