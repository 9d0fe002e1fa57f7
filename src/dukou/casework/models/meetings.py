"""Meetings: who is invited, who came, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.casework.core.states import Attendance, InvitationAnswer, MeetingKind


class Meeting(models.Model):
    """A forum, visit, joint handling or meeting with banks; it may belong to a case. `host`: the organisation that convenes."""

    kind = models.CharField(max_length=20, choices=MeetingKind.choices())
    title = models.CharField(max_length=200)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="meetings")
    host = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=200)
    outcome = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "casework_meeting"
        indexes = [models.Index(fields=["begins_at"], name="casework_meeting_begins")]


class Invitee(models.Model):
    """An organisation that is invited. `answer`: what it said beforehand, `attendance`: whether it came; empty: not said, not noted.

    `person`: who comes for it; `note`: why it declines, or what it says.
    """

    meeting = models.ForeignKey("casework.Meeting", models.PROTECT, related_name="invitees")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, blank=True, default="", choices=InvitationAnswer.choices())
    attendance = models.CharField(max_length=10, blank=True, default="", choices=Attendance.choices())
    person = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        db_table = "casework_invitee"
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="casework_invitee_once")]


class FollowUp(models.Model):
    """What a meeting agreed that somebody does, by a day."""

    meeting = models.ForeignKey("casework.Meeting", models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    task = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, blank=True, default="")
    result = models.TextField(blank=True, default="")

    class Meta:
        db_table = "casework_follow_up"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
                name="casework_follow_up_done_by",
            )
        ]
