"""What the register plants in a demo home."""

from __future__ import annotations

from dukou.enterprises.actions.seeds import plant
from dukou.kit.seeds import SEEDS, Seed

SEEDS.add("enterprises", Seed("enterprises", plant))
