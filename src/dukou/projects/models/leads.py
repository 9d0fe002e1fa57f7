"""What is noted of a lead. Only grows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.projects.core.leads import LeadNote, Verdict


class LeadStep(models.Model):
    """A verdict, a word back to whoever named the lead, or a progress report; `on`: the day on which it was given."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="lead_steps")
    note = models.CharField(max_length=10, choices=LeadNote.choices())
    verdict = models.CharField(max_length=10, choices=Verdict.choices(), blank=True, default="")
    said = models.CharField(max_length=1000)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_lead_step"
        constraints = [
            models.CheckConstraint(condition=~Q(said=""), name="projects_lead_step_says_something"),
            models.CheckConstraint(
                condition=Q(note=LeadNote.JUDGED.value) & ~Q(verdict="") | ~Q(note=LeadNote.JUDGED.value) & Q(verdict=""),
                name="projects_lead_step_verdict_when_judged",
            ),
        ]
