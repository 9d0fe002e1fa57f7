"""The permit paths of the pack, how far each project is on its own, and what was foretold. All of it only grows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class PermitPathText(models.Model):
    """One text of a permit path, as its file has it. The newest stands; earlier ones stay for the forecasts that were made by them."""

    slug = models.SlugField(max_length=60)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "projects_permit_path"
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(replaced_at__isnull=True), name="projects_permit_path_stands_once")
        ]


class PathStep(models.Model):
    """How far a project is with one task of its path; the newest of a task stands. Without days it has not begun, or is not needed."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="path_steps")
    task = models.SlugField(max_length=60)
    begun_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    is_needed = models.BooleanField(default=True)
    said = models.CharField(max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_path_step"
        indexes = [models.Index(fields=["project", "task", "id"], name="projects_path_step_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_on__isnull=True) | Q(done_on__isnull=True) | Q(begun_on__lte=F("done_on")),
                name="projects_path_step_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_needed=True) | Q(begun_on__isnull=True, done_on__isnull=True) & ~Q(said=""),
                name="projects_path_step_not_needed_for_a_reason",
            ),
        ]


class KeptForecast(models.Model):
    """What was foretold of a project at the close of `as_of`, by one text of its path. Never changed: it is scored by what comes.

    `content`: tasks with their state, what their duration stands on, P50 and criticality; days by unit; doubts; how earlier forecasts had
    fared by then.
    """

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="forecasts")
    path = models.ForeignKey("projects.PermitPathText", models.PROTECT, related_name="forecasts")
    as_of = models.DateField()
    seed = models.PositiveIntegerField()
    runs = models.PositiveIntegerField()
    p50 = models.DateField()
    p80 = models.DateField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_forecast"
        indexes = [models.Index(fields=["project", "-id"], name="projects_forecast_newest")]
        constraints = [models.CheckConstraint(condition=Q(p50__lte=F("p80")), name="projects_forecast_in_order")]
