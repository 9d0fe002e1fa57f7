"""Rings among things that hang on one another."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def ring_in(needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """One ring, from its first member in order back to before it; empty where there is none."""
    done: set[str] = set()
    for start in needs:
        trail = _ring_from(start, needs, (), done)
        if trail:
            return trail
    return ()


def _ring_from(here: str, needs: Mapping[str, Collection[str]], trail: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
    if here in trail:
        return trail[trail.index(here) :]
    if here in done:
        return ()
    for each in needs.get(here, ()):
        found = _ring_from(each, needs, (*trail, here), done)
        if found:
            return found
    done.add(here)
    return ()


def reached_from(start: str, needs: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Everything on which it hangs, through others too."""
    found, waiting = set[str](), list(needs.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += needs.get(here, ())
    return frozenset(found)
