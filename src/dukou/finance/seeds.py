"""What the room plants in a demo home."""

from __future__ import annotations

from dukou.finance.actions.seeds import plant
from dukou.kit.seeds import SEEDS, Seed

SEEDS.add("finance", Seed("finance", plant))
