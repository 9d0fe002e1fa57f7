"""Joint surveys and acceptances: one day for all units, who came, and what was said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.affairs.core.kinds import Half, JointDayState, ObjectionState, Showing


class JointDay(models.Model):
    """One survey or acceptance (`join`) of an application on half a day, at the site."""

    application = models.ForeignKey("affairs.Application", models.PROTECT, related_name="joint_days")
    join = models.CharField(max_length=10)
    day = models.DateField()
    half = models.CharField(max_length=10, choices=Half.choices())
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JointDayState.choices(), default=JointDayState.ARRANGED.value)
    arranged_at = models.DateTimeField()
    arranged_by = models.CharField(max_length=200)
    held_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "affairs_joint_day"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "join"], condition=Q(state=JointDayState.ARRANGED.value), name="affairs_joint_day_one_arranged"
            )
        ]


class JointSeat(models.Model):
    """A unit's place on a joint day. Absent, it counts as agreeing; it may object to that once, and the window rules."""

    joint_day = models.ForeignKey("affairs.JointDay", models.PROTECT, related_name="seats")
    part = models.ForeignKey("affairs.Part", models.PROTECT, related_name="seats")
    showing = models.CharField(max_length=10, choices=Showing.choices(), default=Showing.EXPECTED.value)
    is_passed = models.BooleanField(null=True)
    words = models.TextField(blank=True, default="")
    objection = models.CharField(max_length=10, choices=ObjectionState.choices(), default=ObjectionState.NONE.value)
    objected_words = models.TextField(blank=True, default="")
    objected_at = models.DateTimeField(null=True)
    objected_by = models.CharField(max_length=200, blank=True, default="")
    ruled_words = models.TextField(blank=True, default="")
    ruled_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "affairs_joint_seat"
        constraints = [models.UniqueConstraint(fields=["joint_day", "part"], name="affairs_joint_seat_once")]


class UnitAway(models.Model):
    """Half a day on which a unit cannot come out."""

    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=10, choices=Half.choices())
    reason = models.CharField(max_length=200, blank=True, default="")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        db_table = "affairs_unit_away"
        constraints = [models.UniqueConstraint(fields=["unit", "day", "half"], name="affairs_unit_away_once")]
