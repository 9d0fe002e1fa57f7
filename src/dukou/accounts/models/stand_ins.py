"""Stand-ins for a time, and the hand-over of an inbox for good."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.accounts.models.tenures import Tenure, in_order


class StandIn(Tenure):
    """The substitute has the absent person's permissions from `from_on` until `until_on`, both days included."""

    absent = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="stand_ins")
    substitute = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="stands_in_for")
    reason = models.TextField()

    class Meta:
        db_table = "accounts_stand_in"
        constraints = [
            in_order("accounts_stand_in_in_order"),
            models.CheckConstraint(condition=Q(until_on__isnull=False), name="accounts_stand_in_has_an_end"),
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="accounts_stand_in_two_people"),
        ]


class InboxHandOver(models.Model):
    """What came to one person comes to another for good, from a day on (a change of post)."""

    giver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="inboxes_given")
    taker = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="inboxes_taken")
    from_on = models.DateField()
    reason = models.TextField()
    handed_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_inbox_hand_over"
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="accounts_inbox_two_people"),
            models.UniqueConstraint(fields=["giver", "from_on"], name="accounts_inbox_once_a_day"),
        ]
