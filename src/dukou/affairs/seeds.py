"""What the room plants in a demo home."""

from __future__ import annotations

from dukou.affairs.actions.seeds import plant
from dukou.kit.seeds import SEEDS, Seed

SEEDS.add("affairs", Seed("affairs", plant))
