"""How alike two texts are: by the pairs of neighbouring characters they share. No dictionary, no model, the same answer every time."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dukou.enterprises.core.grams import grams

Pairs = frozenset[str]


@lru_cache(maxsize=20_000)
def pairs_of(text: str) -> Pairs:
    """The different pairs of a text, without width, case, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(grams("".join(sign for sign in plain if sign.isalnum())))


def alikeness(one: Pairs, other: Pairs) -> float:
    """Dice's coefficient, 0 to 1: twice the pairs they share over the pairs of both. Nothing is like nothing: 0."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def text_alikeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1; 1 does not mean equal."""
    return alikeness(pairs_of(one), pairs_of(other))
