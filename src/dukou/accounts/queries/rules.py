"""The two ends of every rule."""

from __future__ import annotations

from django.db.models import Q

EVERYTHING = Q()
NOTHING = Q(pk__in=[])


def all_if(condition: bool) -> Q:
    """Every row where the condition holds, none otherwise."""
    return EVERYTHING if condition else NOTHING
