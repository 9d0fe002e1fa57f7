"""Pairs of neighbouring characters: how names are found by a fragment, and how alike two of them are.

Chinese names are searched by two characters and more, so bigrams are the unit of the index (field/stack.md 4.6). All of it works on
normal forms (`names.normal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def grams(normalised: str) -> list[str]:
    """The bigrams in their order, repeated ones too; a single character gives itself, nothing gives nothing."""
    if len(normalised) < 2:
        return [normalised] if normalised else []
    return [normalised[at : at + 2] for at in range(len(normalised) - 1)]


def dice(one: str, other: str) -> float:
    """How alike two normal forms are, 0 to 1: twice the bigrams they share over all bigrams of both, repeated ones counted.

    Two forms of the same bigrams in another order score 1 as well, so 1 does not mean equal. Nothing is like nothing: 0.
    """
    ours, rest = grams(one), grams(other)
    total = len(ours) + len(rest)
    shared = 0
    for gram in ours:  # names are short: taking out of a list is four times as fast as counting
        if gram in rest:
            rest.remove(gram)
            shared += 1
    return 2 * shared / total if total else 0.0


def rarest(some: Iterable[str], frequency: Mapping[str, int], count: int) -> list[str]:
    """The `count` different bigrams that the fewest names hold, rarest first, equals in their order; one without a frequency is rarest.

    A mistyped name shares its rare bigrams with few others: asking for any of three finds it in milliseconds.
    """
    return sorted(dict.fromkeys(some), key=lambda gram: frequency.get(gram, 0))[:count]
