"""Plans of inspections: what is fixed before a draw, the list it is drawn from, and what was drawn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.credit.core.inspections import LeftOut, PlanState


class CheckPlan(models.Model):
    """A plan of inspections of a unit over a period.

    `seed_name`, `seed_on`: which public number will be the seed, and the day on which it appears. `policy`, `inspectors`: as they were
    published (`core.published.plain_policy`, `plain_inspectors`); `nonce` and the four hashes: empty until then.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    seed_name = models.CharField(max_length=200)
    seed_on = models.DateField()
    state = models.CharField(max_length=10, choices=PlanState.choices(), default=PlanState.DRAFT.value)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    policy = models.JSONField(default=dict)
    inspectors = models.JSONField(default=dict)
    nonce = models.CharField(max_length=64, blank=True, default="")
    list_sha256 = models.CharField(max_length=64, blank=True, default="")
    policy_sha256 = models.CharField(max_length=64, blank=True, default="")
    inspectors_sha256 = models.CharField(max_length=64, blank=True, default="")
    plan_sha256 = models.CharField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True, default="")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "credit_plan"
        indexes = [models.Index(fields=["unit", "-starts_on"], name="credit_plan_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="credit_plan_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(seed_name="") & ~Q(name=""), name="credit_plan_named"),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT.value, published_at__isnull=True, plan_sha256="", nonce="")
                | (~Q(state=PlanState.DRAFT.value) & Q(published_at__isnull=False) & ~Q(plan_sha256="") & ~Q(nonce="")),
                name="credit_plan_published_with_hashes",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=PlanState.CLOSED.value) & Q(closed_at__isnull=True)),
                name="credit_plan_closed_with_its_day",
            ),
        ]


class PlanField(models.Model):
    """One field of a plan: its unit, the ratio of each grade and the control arm's share, in hundredths of a percent.

    `run`: the grading whose grades the list was made of; none before publication.
    """

    plan = models.ForeignKey(CheckPlan, models.PROTECT, related_name="parts")
    field = models.SlugField(max_length=60)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    ratios = models.JSONField(default=dict)
    control = models.PositiveIntegerField(default=0)
    run = models.ForeignKey("credit.GradeRun", models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "credit_plan_field"
        indexes = [models.Index(fields=["field"], name="credit_plan_field_of_field")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "field"], name="credit_plan_field_once"),
            models.CheckConstraint(condition=Q(control__lte=10_000), name="credit_plan_field_control"),
        ]


class PlanLine(models.Model):
    """A firm that a field of a published plan covers: on its list, or left out with the reason. Only grows (the database refuses more).

    `firm`: its key in the register, as list and file of the draw name it.
    """

    plan = models.ForeignKey(CheckPlan, models.PROTECT, related_name="lines")
    field = models.SlugField(max_length=60)
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    grade = models.CharField(max_length=12)
    points = models.IntegerField()
    left_out = models.CharField(max_length=10, blank=True, default="", choices=LeftOut.choices())

    class Meta:
        db_table = "credit_plan_line"
        indexes = [models.Index(fields=["enterprise", "plan"], name="credit_plan_line_of_firm")]
        constraints = [models.UniqueConstraint(fields=["plan", "field", "firm"], name="credit_plan_line_once")]


class DrawRow(models.Model):
    """What was drawn of a plan, once and for good. `document`: the file of the draw (`core.draw_files`).

    `cuts`: by field and grade what the public reads of it (`core.public_cuts`).
    """

    plan = models.OneToOneField(CheckPlan, models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=200)
    document = models.JSONField()
    cuts = models.JSONField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=200)

    class Meta:
        db_table = "credit_draw"
        constraints = [models.CheckConstraint(condition=~Q(seed=""), name="credit_draw_has_seed")]
