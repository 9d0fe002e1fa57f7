"""Clocks: the budget and the ledger are the truth, what they yield today is a projection beside them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from dukou.casework.core.budgets import BudgetUnit
from dukou.casework.core.ledgers import EntryKind, Holder
from dukou.casework.core.profiles import Expiry, Rung
from dukou.casework.core.states import ClockState, Ruling


class RunningClock(models.Model):
    """One clock of a case, or of one of its legs. `key`: its name in the profile; `value`, `unit`: the budget, without extensions.

    `due_at`, `due_on`, `is_firm`, `next_at` and `calendar` are projections: when it runs out as far as known, and when the next rung of
    the ladder is due. They are reckoned anew from the ledger at each change, and can be at any time (`dukou clock reproject`).
    `first_late_at`: the end that passed before the clock was stopped; once written it stays, whatever moves. `until_on`: the day on which
    it ends whatever the calendar says, of a promise. `is_moot`: it was stopped in time by the end of its case, before what it waited for
    came: neither kept nor missed.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="clocks")
    leg = models.ForeignKey("casework.Leg", models.PROTECT, null=True, related_name="clocks")
    key = models.SlugField(max_length=40)
    anchor_at = models.DateTimeField()
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=12, choices=BudgetUnit.choices())
    expiry = models.CharField(max_length=15, choices=Expiry.choices(), default=Expiry.NOTHING.value)
    state = models.CharField(max_length=10, choices=ClockState.choices(), default=ClockState.RUNNING.value)
    stopped_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)
    first_late_at = models.DateTimeField(null=True)
    is_moot = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    is_firm = models.BooleanField(default=True)
    next_at = models.DateTimeField(null=True)
    calendar = models.ForeignKey("casework.CalendarVersion", models.PROTECT, related_name="+")

    class Meta:
        db_table = "casework_clock"
        indexes = [
            models.Index(fields=["next_at"], name="casework_clock_next", condition=Q(next_at__isnull=False)),
            models.Index(fields=["due_at"], name="casework_clock_due", condition=Q(state=ClockState.RUNNING.value)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(leg__isnull=True) & ~Q(state=ClockState.STOPPED.value),
                name="casework_clock_of_case_once",
            ),
            models.UniqueConstraint(fields=["leg", "key"], condition=~Q(state=ClockState.STOPPED.value), name="casework_clock_of_leg_once"),
            models.CheckConstraint(
                condition=Q(state=ClockState.RUNNING.value, due_at__isnull=False, due_on__isnull=False, stopped_at__isnull=True)
                | Q(
                    state=ClockState.STANDING.value, due_at__isnull=True, due_on__isnull=True, next_at__isnull=True, stopped_at__isnull=True
                )
                | Q(state=ClockState.STOPPED.value, stopped_at__isnull=False, next_at__isnull=True),
                name="casework_clock_projected_while_running",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | ~Q(state=ClockState.STANDING.value), name="casework_clock_promise_never_stands"
            ),
            models.CheckConstraint(
                condition=Q(first_late_at__isnull=True) | ~Q(state=ClockState.STANDING.value), name="casework_clock_late_never_stands"
            ),
            models.CheckConstraint(
                condition=Q(is_moot=False) | Q(state=ClockState.STOPPED.value, first_late_at__isnull=True),
                name="casework_clock_moot_is_not_late",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(stopped_at__lt=models.F("due_at"))
                | Q(first_late_at__isnull=False),
                name="casework_clock_stopped_late_is_kept",
            ),
        ]

    def has_run_out(self, now: datetime) -> bool:
        """Whether its end has passed at `now`, or had before: then nothing moves it any more."""
        return self.first_late_at is not None or (self.due_at is not None and now >= self.due_at)


class ClockEntry(models.Model):
    """One line of a clock's ledger. Only grows. `unit`: what `value` counts, which the clock's own may be no more after another grade."""

    clock = models.ForeignKey("casework.RunningClock", models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices())
    at = models.DateTimeField()
    value = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=12, choices=BudgetUnit.choices())
    holder = models.CharField(max_length=15, choices=Holder.choices(), default=Holder.DEPARTMENT.value)
    reason = models.TextField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        db_table = "casework_clock_entry"


class RungTaken(models.Model):
    """A rung of the ladder that was taken for an end of a clock: once, whoever sweeps. Only grows.

    `ends_at`: that end; where it moves before it came, the rungs begin anew. `due_at`: when the rung should have been taken.
    """

    clock = models.ForeignKey("casework.RunningClock", models.PROTECT, related_name="rungs")
    rung = models.CharField(max_length=10, choices=Rung.choices())
    ends_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "casework_rung"
        constraints = [models.UniqueConstraint(fields=["clock", "rung", "ends_at"], name="casework_rung_once")]


class ExtensionRequest(models.Model):
    """Somebody asked for more time; somebody else rules. Moot where the clock stopped first: then nobody has ruled."""

    clock = models.ForeignKey("casework.RunningClock", models.PROTECT, related_name="extensions")
    value = models.PositiveIntegerField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    ruling = models.CharField(max_length=10, choices=Ruling.choices(), default=Ruling.WAITING.value)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.CharField(max_length=200, blank=True, default="")
    ruled_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "casework_extension"
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(ruling=Ruling.WAITING.value), name="casework_extension_one_waiting"),
            models.CheckConstraint(
                condition=Q(ruling=Ruling.WAITING.value, ruled_at__isnull=True, ruled_by="")
                | Q(ruling=Ruling.MOOT.value, ruled_at__isnull=False, ruled_by="")
                | Q(ruling__in=(Ruling.GRANTED.value, Ruling.REFUSED.value), ruled_at__isnull=False)
                & ~Q(ruled_by="")
                & ~Q(ruled_by=models.F("asked_by")),
                name="casework_extension_ruled_by_another",
            ),
        ]
