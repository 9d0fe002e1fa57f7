"""Objections to a dispatch, and calls back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.appeals.core.kinds import Satisfaction
from dukou.casework.core.states import Ruling


class Objection(models.Model):
    """A unit says that a matter is not its own: why, on what basis, and whose it is. Ruled on once; then final.

    Moot where the unit's part ended before anybody ruled: then nothing was ruled.
    """

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="objections")
    leg = models.ForeignKey("casework.Leg", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    proposed = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    reason = models.TextField()
    basis = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    ruling = models.CharField(max_length=10, choices=Ruling.choices(), default=Ruling.WAITING.value)
    ruled = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    ruled_reason = models.TextField(blank=True, default="")
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "appeals_objection"
        constraints = [
            models.UniqueConstraint(fields=["appeal"], condition=Q(ruling=Ruling.WAITING.value), name="appeals_objection_one_waiting"),
            models.UniqueConstraint(fields=["leg"], name="appeals_objection_once"),
            models.CheckConstraint(
                condition=Q(ruling=Ruling.WAITING.value, ruled__isnull=True, ruled_by="")
                | Q(ruling=Ruling.MOOT.value, ruled__isnull=True, ruled_at__isnull=False, ruled_by="")
                | Q(ruling__in=(Ruling.GRANTED.value, Ruling.REFUSED.value), ruled__isnull=False, ruled_at__isnull=False) & ~Q(ruled_by=""),
                name="appeals_objection_ruled_whole",
            ),
            models.CheckConstraint(condition=~Q(proposed=F("unit")), name="appeals_objection_names_another"),
        ]


class CallBack(models.Model):
    """Somebody who had no part in it asked the enterprise. `satisfaction` empty: it was not reached, or gave no answer. Only grows."""

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="call_backs")
    satisfaction = models.CharField(max_length=20, blank=True, default="", choices=Satisfaction.choices())
    words = models.TextField(blank=True, default="")
    by_enterprise = models.BooleanField(default=False)  # the enterprise rated it itself, on its page
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)

    class Meta:
        db_table = "appeals_call_back"
