"""Task forces by key, for rooms above that point to them."""

from __future__ import annotations

from dukou.accounts.models import TaskForce


def task_force_ids() -> dict[str, int]:
    """The primary key of every task force, by its key."""
    return dict(TaskForce.objects.values_list("key", "pk"))


def task_force_names() -> dict[str, str]:
    """The name of every task force, by its key."""
    return dict(TaskForce.objects.values_list("key", "name"))
