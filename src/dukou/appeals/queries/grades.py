"""The names of the grades that appeals are under."""

from __future__ import annotations

from dukou.appeals.queries.rules import are_taken, rules_in_force
from dukou.casework.core.profiles import Profile
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.kit.core.labels import Label


def profile_here() -> Profile | None:
    """The profile under which new appeals run; None where the district takes none."""
    row = profile_in_force(rules_in_force().profile) if are_taken() else None
    return profile_of(row) if row else None


def grade_names() -> dict[str, Label]:
    """By key, as the profile in force calls them."""
    profile = profile_here()
    return {key: grade.name for key, grade in profile.grades.items()} if profile else {}
