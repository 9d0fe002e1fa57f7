"""One definition of who may, used twice: as the filter of lists and as the check of one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
V = TypeVar("V")


class Predicate(Generic[V, M]):
    """Which rows of `model` a viewer may treat in one way. The rule gives a `Q`; check and filter are both made of it."""

    def __init__(self, model: type[M], rule: Callable[[V], Q]) -> None:
        self.model, self.rule = model, rule

    def filter(self, viewer: V, rows: QuerySet[M] | None = None) -> QuerySet[M]:
        """The rows among `rows` (all by default) that the rule allows."""
        return (self.model._default_manager.all() if rows is None else rows).filter(self.rule(viewer))

    def check(self, viewer: V, row: M) -> bool:
        """Whether the rule allows this row; asked of the database, so that it can never differ from the filter."""
        return self.filter(viewer, self.model._default_manager.filter(pk=row.pk)).exists()
