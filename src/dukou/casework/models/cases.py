"""Cases, their legs, and what happened to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome


class Case(models.Model):
    """One case. `kind`: the room's word for what it is (`appeal`); (`subject_kind`, `subject_key`): whom it concerns.

    Who may see it is the owning room's business. It is pinned to the text of the profile under which it began. `waits_for`: who else has
    it, so that clocks stand still, those too that are started meanwhile; `waits_why`: for what. Empty: the offices have it.
    """

    kind = models.SlugField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=80)
    profile = models.ForeignKey("casework.ProfileText", models.PROTECT, related_name="cases")
    grade = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True, default="")
    waits_for = models.CharField(max_length=15, blank=True, default="", choices=Holder.choices())
    waits_why = models.TextField(blank=True, default="")
    steps = models.PositiveIntegerField(default=0)  # the number of its events

    class Meta:
        db_table = "casework_case"
        indexes = [
            models.Index(fields=["kind", "-id"], name="casework_case_by_kind"),
            models.Index(fields=["subject_kind", "subject_key"], name="casework_case_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="casework_case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(waits_for="", waits_why="") | ~Q(waits_for="") & ~Q(waits_why="") & Q(closed_at__isnull=True),
                name="casework_case_waits_for_somebody",
            ),
        ]


class Leg(models.Model):
    """What one unit has to do in a case. `officer`: the key of whoever has it in hand; empty: whoever of the unit takes it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="legs")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=LegRole.choices())
    officer = models.CharField(max_length=200, blank=True, default="")
    task = models.TextField(blank=True, default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, default="", choices=LegOutcome.choices())
    answer = models.TextField(blank=True, default="")

    class Meta:
        db_table = "casework_leg"
        indexes = [models.Index(fields=["unit", "closed_at", "-id"], name="casework_leg_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="casework_leg_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(role=LegRole.LEAD.value, closed_at__isnull=True), name="casework_leg_one_lead"
            ),
            models.UniqueConstraint(fields=["case", "unit"], condition=Q(closed_at__isnull=True), name="casework_leg_unit_once"),
        ]


class CaseEvent(models.Model):
    """One thing that happened to a case. Only grows; `hash` covers it all, and stands in the audit event of the act."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    on_behalf_of = models.CharField(max_length=200, blank=True, default="")
    data = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "casework_event"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="casework_event_once")]
