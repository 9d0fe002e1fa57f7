"""What goes to units and what comes from them: rows that a worker hands over, and deliveries that count once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.affairs.core.kinds import OutgoingKind, OutgoingState, ReceiverKind


class UnitReceiver(models.Model):
    """How a unit takes what it is handed. `address`: a URL or a mail address.

    `secret_name`: the environment variable that holds the secret with which both sign.
    """

    unit = models.OneToOneField("accounts.Organisation", models.PROTECT, primary_key=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ReceiverKind.choices())
    address = models.CharField(max_length=300, blank=True, default="")
    secret_name = models.CharField(max_length=80, blank=True, default="")
    pack = models.CharField(max_length=60)

    class Meta:
        db_table = "affairs_unit_receiver"


class Outgoing(models.Model):
    """One message for one unit about its part. `key`: the same for every attempt, so that taking it twice is one effect.

    `next_at`: when it is tried next; `held_until`: the worker that has it in hand has it until then. `number`: of the messages of a part,
    which are handed over in this order.
    """

    part = models.ForeignKey("affairs.Part", models.PROTECT, related_name="outgoing")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=OutgoingKind.choices())
    key = models.CharField(max_length=64, unique=True)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=OutgoingState.choices(), default=OutgoingState.WAITING.value)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    last_error = models.JSONField(default=dict)  # why it was not taken the last time, in both languages; empty: nothing went wrong
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=80, blank=True, default="")  # what the receiver calls it

    class Meta:
        db_table = "affairs_outgoing"
        indexes = [
            models.Index(fields=["next_at", "id"], condition=Q(state=OutgoingState.WAITING.value), name="affairs_outgoing_due"),
            models.Index(fields=["-id"], condition=Q(state=OutgoingState.DEAD.value), name="affairs_outgoing_dead"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["part", "number"], name="affairs_outgoing_in_order"),
            models.CheckConstraint(
                condition=Q(state=OutgoingState.WAITING.value, next_at__isnull=False)
                | ~Q(state=OutgoingState.WAITING.value) & Q(next_at__isnull=True, held_until__isnull=True),
                name="affairs_outgoing_waits_for_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=OutgoingState.TAKEN.value, taken_at__isnull=False)
                | ~Q(state=OutgoingState.TAKEN.value) & Q(taken_at__isnull=True),
                name="affairs_outgoing_taken_at",
            ),
        ]


class Incoming(models.Model):
    """One delivery from a unit, by its own number: the second of the same number changes nothing and gets the first one's answer."""

    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    delivery = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)  # of its body: another body under the same number is refused
    answer = models.JSONField()
    came_at = models.DateTimeField()

    class Meta:
        db_table = "affairs_incoming"
        constraints = [models.UniqueConstraint(fields=["unit", "delivery"], name="affairs_incoming_once")]
