"""Premises that are offered, what projects need of them, and who took which. Needs and lettings only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.projects.core.premises import PremiseKind


class Premise(models.Model):
    """A hall, floor, office or plot. `rent_fen`: fen per m² and month; `power_kva`, `floor_load` (kg/m²): None where not known.

    `owner`: an organisation of the district, or `owner_text`, whoever else it is.
    """

    key = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=PremiseKind.choices())
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True, default="")
    area = models.DecimalField(max_digits=12, decimal_places=2)
    rent_fen = models.PositiveIntegerField(null=True)
    power_kva = models.PositiveIntegerField(null=True)
    floor_load = models.PositiveIntegerField(null=True)
    free_from = models.DateField(null=True)
    owner = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    owner_text = models.CharField(max_length=200, blank=True, default="")
    is_synthetic = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "projects_premise"
        indexes = [models.Index(fields=["kind", "area"], name="projects_premise_by_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(area__gt=0), name="projects_premise_has_area"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="projects_premise_withdrawn_why"),
        ]


class SpaceNeed(models.Model):
    """What a project needs; the newest stands. What is None does not matter."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="space_needs")
    kind = models.CharField(max_length=10, choices=PremiseKind.choices(), blank=True, default="")
    least = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    most = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    power_kva = models.PositiveIntegerField(null=True)
    rent_fen = models.PositiveIntegerField(null=True)
    by_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_space_need"
        constraints = [
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lte=F("most")), name="projects_space_need_in_order"
            )
        ]


class Letting(models.Model):
    """Premises let to a project from a day on, up to and with `until_on` (None: open). `concession`: what was let off."""

    premise = models.ForeignKey(Premise, models.PROTECT, related_name="lettings")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="lettings")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    rent_fen = models.PositiveIntegerField()
    concession = models.CharField(max_length=500, blank=True, default="")
    concession_months = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_letting"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")), name="projects_letting_in_order"),
            models.CheckConstraint(
                condition=Q(concession="", concession_months=0) | ~Q(concession="") & Q(concession_months__gt=0),
                name="projects_letting_concession_whole",
            ),
        ]
