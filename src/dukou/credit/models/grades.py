"""Grades: runs with their counts, and a row for each firm that moved."""

from __future__ import annotations

from django.db import models


class GradeRun(models.Model):
    """One field graded for a day with what was known at a moment, by one version of one text.

    `before`: the run whose grades it moved from. `counts`: firms by grade after it; `covered`: of how many. `is_partial`: only the firms
    whose records had changed were looked at, the others kept their grade.
    """

    text = models.ForeignKey("credit.FieldText", models.PROTECT, related_name="runs")
    field = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    before = models.OneToOneField("self", models.PROTECT, null=True, related_name="after")
    counts = models.JSONField(default=dict)
    covered = models.PositiveIntegerField(default=0)
    is_partial = models.BooleanField(default=False)
    run_by = models.CharField(max_length=200)

    class Meta:
        db_table = "credit_run"
        indexes = [models.Index(fields=["field", "-as_of", "-id"], name="credit_run_of_field")]


class GradeChange(models.Model):
    """A firm whose grade, points or reasons moved in a run. A firm without any has the grade of an empty ledger.

    `was`: the grade before, empty where none was given. `is_covered`: whether the field still supervises the firm. `is_last`: no later run
    moved it. `reasons`: as `core.grading.Reason` stores them; `unknown`: the rule books that could not be answered.
    """

    run = models.ForeignKey(GradeRun, models.PROTECT, related_name="changes")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    field = models.SlugField(max_length=60)
    grade = models.CharField(max_length=12)
    was = models.CharField(max_length=12, blank=True, default="")
    points = models.IntegerField()
    reasons = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    is_covered = models.BooleanField(default=True)
    is_last = models.BooleanField(default=True)

    class Meta:
        db_table = "credit_grade"
        indexes = [
            models.Index(fields=["enterprise", "field", "-id"], name="credit_grade_of_firm"),
            models.Index(fields=["run"], name="credit_grade_of_run"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "enterprise"], name="credit_grade_once"),
            models.UniqueConstraint(fields=["enterprise", "field"], condition=models.Q(is_last=True), name="credit_grade_last_once"),
        ]
