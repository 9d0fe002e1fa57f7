"""Money of projects: what was told on each rung of the ladder, and the papers that prove it. Both only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import PaperKind
from dukou.projects.core.replays import Rung
from dukou.projects.models.pipeline import Project

_STANDS, _WAITS, _REFUSED = MoveState.STANDS.value, MoveState.WAITING.value, MoveState.REFUSED.value
_KNOWN = Q(state=_STANDS, known_on__isnull=False) | (~Q(state=_STANDS) & Q(known_on__isnull=True))


class MoneyStatement(models.Model):
    """What a rung comes to, as told: the total to date in fen, never an addition to what was told before. The newest that stands counts.

    One rule for stocks (contract, registered capital) and flows (funds in place, fixed assets, output, tax): a flow that was told by
    period would have to be added up, and a period told twice would count twice. `as_of`: the day up to which the total is told;
    `known_on`: the day since which it stands, empty until then; `reason`: why it is less than what was told before.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="sums")
    rung = models.CharField(max_length=20, choices=Rung.choices())
    amount = models.BigIntegerField()
    as_of = models.DateField()
    said_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, choices=MoveState.choices())
    known_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_money"
        indexes = [models.Index(fields=["project", "rung", "id"], name="projects_money_of_project")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="projects_money_not_below_nought"),
            models.CheckConstraint(condition=_KNOWN, name="projects_money_known_once_it_stands"),
            models.UniqueConstraint(fields=["project", "rung"], condition=Q(state=_WAITS), name="projects_money_waits_once"),
        ]


class MoneyPaper(models.Model):
    """A paper that proves money on a rung. One paper (`identity`: kind, issuer, number) proves a rung once, in whichever project.

    It may prove two rungs of one project, such as funds in place and fixed assets: sums of different rungs are never added. In a
    second project it proves nothing; the act refuses that. A paper is never changed: what was entered wrongly is withdrawn with its reason.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="papers")
    rung = models.CharField(max_length=20, choices=Rung.choices())
    kind = models.CharField(max_length=20, choices=PaperKind.choices())
    issuer = models.CharField(max_length=200)
    number = models.CharField(max_length=100)
    identity = models.CharField(max_length=400)
    issued_on = models.DateField()
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=MoveState.choices())
    known_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_reason = models.CharField(max_length=500, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_paper"
        indexes = [
            models.Index(fields=["project", "rung", "id"], name="projects_paper_of_project"),
            models.Index(fields=["identity"], name="projects_paper_identity"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="projects_paper_above_nought"),
            models.CheckConstraint(condition=_KNOWN, name="projects_paper_known_once_it_stands"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="projects_paper_reasoned"),
            models.UniqueConstraint(
                fields=["identity", "rung"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(state=_REFUSED),
                name="projects_paper_counts_once",
            ),
        ]


class ProjectStatement(models.Model):
    """One fact of one project as an office states it. `value` is plain JSON, exact (`rules.core.records`); the one known last counts.

    `is_plan`: it is what the investor means to reach. Once the project is in production only what came about counts.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="statements")
    fact = models.CharField(max_length=100)
    value = models.JSONField()
    is_plan = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    known_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "projects_statement"
        indexes = [models.Index(fields=["fact", "project", "known_on"], name="projects_statement_of")]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="projects_statement_sourced"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="projects_statement_reasoned"),
        ]
