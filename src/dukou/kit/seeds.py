"""Made-up data for demo homes: each room plants a little, so that no desk of a demo is empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dukou.kit.core.actors import Actor
from dukou.kit.core.registry import Registry


class Plant(Protocol):
    """The act that plants a room's made-up data: the same number always gives the same data, and planting twice changes nothing."""

    def __call__(self, *, by: Actor, seed: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Seed:
    """What one room plants."""

    room: str
    plant: Plant


SEEDS: Registry[Seed] = Registry("seed")
