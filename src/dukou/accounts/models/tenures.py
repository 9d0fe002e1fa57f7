"""What holds from one day to another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from dukou.accounts.core.tenures import is_in_force


class Tenure(models.Model):
    """Base of everything that holds for a time: `until_on` is the last day, `ended_on` the day on which it was ended early."""

    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on the day `on`."""
        return is_in_force(self.from_on, self.until_on, self.ended_on, on)


def in_force(on: date, prefix: str = "") -> Q:
    """The rows that hold on the day `on`; the same rule as `core.tenures.is_in_force`. `prefix` leads over a relation (`seat__`)."""
    begun = Q(**{f"{prefix}from_on__lte": on})
    unfinished = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": on})
    unended = Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on})
    return begun & unfinished & unended


def in_order(name: str) -> models.CheckConstraint:
    """The last day is not before the first."""
    return models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name=name)
