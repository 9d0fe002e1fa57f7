"""What a task force works on week by week, and what was heard at visits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.projects.models.pipeline import Project


class WeekItem(models.Model):
    """One thing to be done for a project. It stands on the list of every week from `week` (a Monday) on, until it is done."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="week_items")
    week = models.DateField()
    text = models.CharField(max_length=500)
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    done_on = models.DateField(null=True)
    done_by = models.CharField(max_length=200, blank=True, default="")
    result = models.CharField(max_length=500, blank=True, default="")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "projects_week_item"
        indexes = [models.Index(fields=["project", "week"], name="projects_week_item_of_project")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by="", result="") | (Q(done_on__isnull=False) & ~Q(done_by="") & ~Q(result="")),
                name="projects_week_item_done_with_result",
            )
        ]


class VisitNote(models.Model):
    """What was heard at a visit to the firm, or at a call. `meeting`: the visit, where it was called as one; `office`: who went there."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="visit_notes")
    meeting = models.ForeignKey("casework.Meeting", models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    on = models.DateField()
    people_met = models.CharField(max_length=300, blank=True, default="")
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "projects_visit_note"
        indexes = [models.Index(fields=["project", "-on"], name="projects_visit_note_of_project")]
