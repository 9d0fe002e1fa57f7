"""Projects, the stages they came to, and the days that were announced for them. Steps and dates only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.projects.core.kinds import MoveState, ProjectStatus


class PipelineText(models.Model):
    """The pipeline as the pack states it (`content`: core.pipeline). One row at most."""

    content = models.JSONField()
    pack = models.CharField(max_length=60)

    class Meta:
        db_table = "projects_pipeline"


class Project(models.Model):
    """An investment project, from the lead on. `stage` and `status` are where its newest step left it; the steps say how it came there.

    `firm`, `code`: the investor as told, before it stands in the register (`enterprise`). `origin`: where the investor comes from;
    `brought_by`: the firm that brought it (以商招商); `invitation`: number of the line of the invitation list it came from; `node`: of a
    chain (`node/…`); `cluster`: reference of a cluster; `path`: slug of the permit path; `referrer`: who named the lead.
    `next_stage`, `next_first`, `next_slip`: of the first stage that has a date and is not reached, the day announced first, and the days
    from it to the day that stands: projections of the ledger by which lists show lights; every act recomputes them.
    `reported_on`: day of the last progress report, by which a lead stays protected. `registered_for`: the office that registered it first;
    `firm_core`: of the investor's name, by which others of the same investor are looked up; `follows`: the lead or phase before it.
    """

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    firm = models.CharField(max_length=200)
    firm_core = models.CharField(max_length=200, blank=True, default="")
    code = models.CharField(max_length=20, blank=True, default="")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, null=True, related_name="+")
    brought_by = models.ForeignKey("enterprises.Enterprise", models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=100, blank=True, default="")
    about = models.TextField(blank=True, default="")
    cluster = models.CharField(max_length=80, blank=True, default="")
    node = models.CharField(max_length=160, blank=True, default="")
    invitation = models.PositiveIntegerField(null=True)
    path = models.SlugField(max_length=60, blank=True, default="")
    referrer = models.CharField(max_length=200, blank=True, default="")
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    registered_for = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    task_force = models.ForeignKey("accounts.TaskForce", models.PROTECT, null=True, related_name="+")
    stage = models.SlugField(max_length=60)
    stage_since = models.DateField()
    status = models.CharField(max_length=12, choices=ProjectStatus.choices(), default=ProjectStatus.ON_TRACK.value)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    reported_on = models.DateField()
    next_stage = models.SlugField(max_length=60, blank=True, default="")
    next_first = models.DateField(null=True)
    next_slip = models.IntegerField(null=True)
    case = models.OneToOneField("casework.Case", models.PROTECT, null=True, related_name="+")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "projects_project"
        indexes = [
            models.Index(fields=["stage", "status", "-id"], name="projects_project_by_stage"),
            models.Index(fields=["status", "-id"], name="projects_project_by_status"),
            models.Index(fields=["enterprise"], name="projects_project_of_firm"),
            models.Index(fields=["firm_core"], name="projects_project_by_name"),
            models.Index(fields=["code"], name="projects_project_by_code"),
        ]


class StageStep(models.Model):
    """A move into a stage, as somebody claims it; it stands at once, or once a second person has confirmed it.

    `on`: since when the project is there; `answer`: what each gate on the way said ({book, version, answer, decision});
    `is_bypass`: it went in though a gate did not say yes; `skipped`: keys of the stages that were jumped.
    `reason`: needed for a jump, a step back and a bypass.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="steps")
    before = models.SlugField(max_length=60, blank=True, default="")
    stage = models.SlugField(max_length=60)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=MoveState.choices())
    answer = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    is_bypass = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_step"
        indexes = [models.Index(fields=["stage", "state", "on"], name="projects_step_by_stage")]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(state=MoveState.WAITING.value), name="projects_step_waits_once"),
            models.CheckConstraint(
                condition=Q(is_bypass=False) | (~Q(reason="")) & (~Q(state=MoveState.STANDS.value) | ~Q(decided_by="")),
                name="projects_step_bypass_by_two",
            ),
        ]


class StatusStep(models.Model):
    """How a project fared from a moment on, and why; `lost`: key of the pack's reason; `lost_to`: where it went instead."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=12, choices=ProjectStatus.choices())
    lost = models.SlugField(max_length=60, blank=True, default="")
    lost_to = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "projects_status"
        constraints = [
            models.CheckConstraint(condition=~Q(status=ProjectStatus.LOST.value) | ~Q(lost=""), name="projects_status_lost_for_a_reason"),
            models.CheckConstraint(condition=~Q(reason=""), name="projects_status_reasoned"),
        ]


class AnnouncedDate(models.Model):
    """A day that was announced for a project to come to a stage. The first stands at once; a later one once a second person agreed.

    `said_by`: who announced it (the investor, the task force, a leader); `reason`: why it moves, empty for the first.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="dates")
    stage = models.SlugField(max_length=60)
    day = models.DateField()
    said_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, choices=MoveState.choices())
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_date"
        indexes = [models.Index(fields=["project", "stage", "id"], name="projects_date_of_project")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage"], condition=Q(state=MoveState.WAITING.value), name="projects_date_waits_once"
            )
        ]
