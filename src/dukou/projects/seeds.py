"""What the room plants in a demo home."""

from __future__ import annotations

from dukou.kit.seeds import SEEDS, Seed
from dukou.projects.actions.seeds import plant

SEEDS.add("projects", Seed("projects", plant))
