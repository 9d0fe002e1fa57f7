"""From when until when something holds: a post, a seat in a task force, a stand-in."""

from __future__ import annotations

from datetime import date


def is_in_force(from_on: date, until_on: date | None, ended_on: date | None, on: date) -> bool:
    """Whether it holds on the day `on`. `until_on` is its last day (至, inclusive); `ended_on` the day on which it was ended early and
    from which it holds no more."""
    return from_on <= on and (until_on is None or on <= until_on) and (ended_on is None or on < ended_on)
