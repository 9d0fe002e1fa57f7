"""Task forces by key, for rooms above that point to them."""

from __future__ import annotations

from datetime import date

from dukou.accounts.models import TaskForce, TaskForceSeat
from dukou.accounts.models.tenures import in_force
from dukou.kit.core.labels import Label, same


def task_force_ids() -> dict[str, int]:
    """The primary key of every task force, by its key."""
    return dict(TaskForce.objects.values_list("key", "pk"))


def task_force_names() -> dict[str, str]:
    """The name of every task force, by its key."""
    return dict(TaskForce.objects.values_list("key", "name"))


def seats_of(key: str, on: date) -> list[Label]:
    """Who sits in a task force on the day, people and organisations by name, in the order in which they came."""
    seats = TaskForceSeat.objects.filter(in_force(on), in_force(on, "task_force__"), task_force__key=key)
    found = seats.select_related("person", "organisation").order_by("from_on", "pk")
    return [seat.organisation.label if seat.organisation else same(seat.person.display_name if seat.person else "") for seat in found]
